import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import { BackgroundJobs } from './BackgroundJobs.tsx'

afterEach(cleanup)

const job = (id: string, state: string, lastError: string | null = null) => ({
  __typename: 'BackgroundJob',
  id,
  task: id,
  state,
  attempts: lastError ? 12 : 0,
  maxAttempts: 12,
  runAt: '2026-11-28T08:00:00.000Z',
  lastError,
})

/** A desk with these jobs that records retries. */
const openJobs = (jobs: ReturnType<typeof job>[], storedMails: object[] = []) => {
  const retried: unknown[] = []
  const client = {
    ...silentClient,
    executeQuery: ({ variables }: { variables: { states?: string[] } }) => {
      if (!variables.states) return fromValue({ data: { storedMails }, stale: false, hasNext: false })
      const { states } = variables
      const edges = jobs.filter(({ state }) => states.includes(state)).map((node) => ({ node }))
      return fromValue({ data: { backgroundJobs: { edges } }, stale: false, hasNext: false })
    },
    executeMutation: ({ variables }: { variables: { input: unknown } }) => {
      retried.push(variables.input)
      return fromValue({ data: { retryBackgroundJob: { job: null, errors: [] } } })
    },
  } as unknown as Client
  renderIn(<BackgroundJobs />, { viewer: { ...agent, role: 'ADMIN' }, client })
  return { retried, lines: () => screen.queryAllByRole('listitem'), user: userEvent.setup() }
}

test('lists failed jobs first, with the reason and a retry button', async () => {
  const { retried, lines, user } = openJobs([
    job('return_claims', 'WAITING'),
    job('send_invitation', 'FAILED', 'connect ECONNREFUSED'),
  ])
  expect(lines().map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Send an invitationFailed · 12 of 12 attemptsconnect ECONNREFUSEDRetry$/),
    expect.stringMatching(/^Release claimsWaiting · Not tried yet · Due /),
  ])
  expect(within(lines()[1]!).queryByRole('button')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(retried).toEqual([{ jobId: 'send_invitation' }])
})

test('shows a text if there are none', () => {
  const { lines } = openJobs([])
  expect(lines()).toEqual([])
  expect(screen.getByText('No jobs are waiting, and none have failed.')).toBeTruthy()
})

test('a desk without a mail server shows the mails that it has stored', () => {
  const at = '2026-11-28T08:00:00.000Z'
  openJobs(
    [],
    [{ __typename: 'StoredMail', id: '1', to: 'mira@parley.test', subject: 'A lamp', at, text: 'Which lamp?' }],
  )
  expect(screen.getByText('Stored mails')).toBeTruthy()
  expect(screen.getByText(/^To mira@parley\.test/)).toBeTruthy()
  expect(screen.getByText('Which lamp?')).toBeTruthy()
})
