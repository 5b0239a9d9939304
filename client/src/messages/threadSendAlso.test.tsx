import { expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { agent, buyer } from '../../test/render.tsx'
import { ada, bea, FakeDesk, said } from './fakeDesk.fixture.ts'
import { show } from './thread.fixture.tsx'

const UNCLAIMED = { status: 'OPEN', assignee: null, viewerCanClose: true, viewerCanClaim: true } as const

const open = async (facts: FakeDesk['facts'], viewer = agent) => {
  const desk = new FakeDesk([said(1, bea)])
  desk.facts = facts
  const user = await show(desk, viewer)
  await screen.findByText('Message 1')
  return { desk, user }
}

test('sends and resolves by one key, in one step', async () => {
  const { desk, user } = await open(UNCLAIMED)
  await user.type(screen.getByRole('textbox'), 'It is on its way.{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await waitFor(() =>
    expect(desk.last('Reply')).toMatchObject({ input: { body: 'It is on its way.', alsoSet: { status: 'RESOLVED' } } }),
  )
})

test('offers to claim a ticket that is nobody’s while it is answered, and sends as well', async () => {
  const { desk, user } = await open(UNCLAIMED)
  expect(screen.queryByText('Nobody has claimed this ticket yet.')).toBeNull()
  await user.type(screen.getByRole('textbox'), 'I will see to it.')
  expect(screen.getByText('Nobody has claimed this ticket yet.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Send and claim' }))
  await waitFor(() => expect(desk.last('Reply')).toMatchObject({ input: { body: 'I will see to it.' } }))
  expect(desk.last('Claim')).toMatchObject({ input: { ticketId: 't1' } })
  // The ticket is claimed, not assigned: if another agent was faster, it stays theirs.
  expect(desk.last('Reply')?.['input'].alsoSet).toBeUndefined()
})

test('does not offer it where it is claimed', async () => {
  const { user } = await open({ ...UNCLAIMED, assignee: { ...ada, __typename: 'User' } as never })
  await user.type(screen.getByRole('textbox'), 'Hello')
  expect(screen.queryByRole('button', { name: 'Send and claim' })).toBeNull()
})

test('does not offer it in a note', async () => {
  const { user } = await open(UNCLAIMED)
  await user.click(screen.getByRole('button', { name: 'Internal note' }))
  await user.type(screen.getByRole('textbox'), 'Among us')
  expect(screen.queryByRole('button', { name: 'Send and claim' })).toBeNull()
})

test('for a customer the key does nothing', async () => {
  const { desk, user } = await open({ ...UNCLAIMED, viewerCanClaim: false }, buyer)
  await user.type(screen.getByRole('textbox'), 'Hello{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  expect(desk.count('Reply')).toBe(0)
})
