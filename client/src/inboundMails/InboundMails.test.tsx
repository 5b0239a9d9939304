import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen, within } from '@testing-library/react'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import { InboundMails } from './InboundMails.tsx'

afterEach(cleanup)

const mail = (id: string, more: Record<string, unknown> = {}) => ({
  __typename: 'InboundMail',
  id,
  channel: 'SMTP',
  sender: 'bea@shop.test',
  subject: 'A lamp',
  state: 'REJECTED',
  reason: 'AUTHENTICATION_FAILED',
  receivedAt: '2026-11-28T08:00:00.000Z',
  originalUrl: `/api/mail/${id}.eml`,
  ...more,
})

const show = (mails: ReturnType<typeof mail>[]) => {
  const edges = mails.map((node) => ({ node }))
  const executeQuery = () => fromValue({ data: { inboundMails: { edges } }, stale: false, hasNext: false })
  const client = { ...silentClient, executeQuery } as unknown as Client
  renderIn(<InboundMails />, { viewer: { ...agent, role: 'ADMIN' }, client })
}

test('rejected emails say who sent them, why they were rejected, and where the original is', () => {
  show([mail('1'), mail('2', { sender: null, subject: '', state: 'IGNORED', reason: 'TOO_LARGE', originalUrl: null })])
  const [forged, large] = screen.getAllByRole('listitem').map((line) => within(line))
  expect(forged!.getByText('Forged sender', { exact: false })).toBeTruthy()
  expect(forged!.getByText('bea@shop.test')).toBeTruthy()
  expect(forged!.getByRole('link', { name: 'View original of “A lamp”' }).getAttribute('href')).toBe('/api/mail/1.eml')
  expect(large!.getByText('Unknown sender')).toBeTruthy()
  expect(large!.getByText('No subject')).toBeTruthy()
  expect(large!.queryByRole('link')).toBeNull()
})

test('without any, the list says so', () => {
  show([])
  expect(screen.getByText('No emails were rejected.')).toBeTruthy()
})
