import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import { NotificationSettings } from './NotificationSettings.tsx'

afterEach(cleanup)

const settings = {
  __typename: 'NotificationSettings',
  timeZone: 'Europe/Berlin',
  quietFrom: null,
  quietUntil: null,
  digest: 'OFF',
  digestHour: 8,
  channels: ['EMAIL'],
  preferences: [{ __typename: 'NotificationPreference', group: 'REPLIES', channel: 'EMAIL', enabled: true }],
}

/** The dialog over a server that accepts every change, or none. */
const open = (errors: object[] = []) => {
  const sent: unknown[] = []
  const client = {
    ...silentClient,
    executeQuery: () => fromValue({ data: { viewer: { id: 'me', notificationSettings: settings } }, stale: false }),
    executeMutation: ({ variables }: { variables: { input: unknown } }) => {
      sent.push(variables.input)
      const payload = { settings, errors }
      return fromValue({ data: { setNotificationPreference: payload, updateNotificationSettings: payload } })
    },
  } as unknown as Client
  renderIn(<NotificationSettings />, { viewer: agent, client })
  return {
    sent,
    user: userEvent.setup(),
    replies: screen.getByRole<HTMLInputElement>('checkbox', { name: 'Replies by Email' }),
  }
}

test('a box is saved at once, by pointer and by keyboard', async () => {
  const { sent, user, replies } = open()
  await user.click(replies)
  expect(replies.checked).toBe(false)
  replies.focus()
  await user.keyboard(' ')
  expect(replies.checked).toBe(true)
  const input = { group: 'REPLIES', channel: 'EMAIL' }
  expect(sent).toEqual([
    { ...input, enabled: false },
    { ...input, enabled: true },
  ])
})

test('a change that is refused is taken back', async () => {
  const { user, replies } = open([{ message: 'No.' }])
  await user.click(replies)
  expect(replies.checked).toBe(true)
})

test('quiet hours start with a usual night', async () => {
  const { sent, user } = open()
  await user.click(screen.getByRole('checkbox', { name: /Quiet hours/ }))
  const timing = { timeZone: 'Europe/Berlin', digest: 'OFF', digestHour: 8 }
  expect(sent).toEqual([{ ...timing, quietFrom: '22:00', quietUntil: '07:00' }])
})
