import { expect, test } from '@jest/globals'
import { CombinedError } from '@urql/core'
import { GraphQLError } from 'graphql'
import { outcomeOf } from './deliver.ts'
import type { ReplyMutation } from './messages.generated.ts'
import { said } from './fakeDesk.fixture.ts'

const coded = (code: string) => new CombinedError({ graphQLErrors: [new GraphQLError('no', { extensions: { code } })] })
const network = (status?: number) =>
  new CombinedError({ networkError: new Error('no'), ...(status && { response: { status } }) })
const kind = (error: CombinedError, attempts = 1) => outcomeOf(undefined, error, attempts).kind

test('an acknowledged message counts as sent', () => {
  const data = { reply: { message: said(1).message, ticket: null, errors: [] } } as unknown as ReplyMutation
  expect(outcomeOf(data, undefined, 1)).toEqual({ kind: 'sent' })
})

test.each(['VALIDATION', 'FORBIDDEN', 'NOT_FOUND', 'IDEMPOTENCY_CONFLICT'] as const)('%s requires the user', (code) => {
  const data = {
    reply: { message: null, ticket: null, errors: [{ code, message: 'Because.', path: null }] },
  } as ReplyMutation
  expect(outcomeOf(data, undefined, 1)).toEqual({ kind: 'refused', code, message: 'Because.' })
})

test('transient failures are retried, however often', () => {
  for (const code of ['SERVICE_UNAVAILABLE', 'RATE_LIMITED', 'UNAUTHENTICATED', 'VIEWER_MISMATCH'])
    expect(kind(coded(code), 99)).toBe('later')
  expect(kind(network(), 99)).toBe('later')
  for (const status of [401, 408, 429, 500, 502, 503]) expect(kind(network(status), 99)).toBe('later')
  expect(outcomeOf(undefined, undefined, 1)).toEqual({ kind: 'later' })
})

test.each([200, 400])(
  'a message of a page that the server knows no more waits for the reload (status %s)',
  (status) => {
    const answered = (code: string) =>
      new CombinedError({
        graphQLErrors: [new GraphQLError('no', { extensions: { code } })],
        response: { status },
      })
    expect(kind(answered('PERSISTED_DOCUMENT_REQUIRED'), 99)).toBe('later')
    expect(kind(answered('BAD_USER_INPUT'), 99)).toBe('refused')
  },
)

test('beyond a limit, it waits as long as the server or a proxy says', () => {
  const limited = new GraphQLError('Too many messages.', { extensions: { code: 'RATE_LIMITED', retryAfter: 4 } })
  expect(outcomeOf(undefined, new CombinedError({ graphQLErrors: [limited] }), 1)).toEqual({
    kind: 'limited',
    retryAfterMs: 4_000,
  })
  const response = { status: 429, headers: { get: () => '30' } }
  const byProxy = new CombinedError({ networkError: new Error('no'), response })
  expect(outcomeOf(undefined, byProxy, 1)).toEqual({ kind: 'limited', retryAfterMs: 30_000 })
})

test('permanent failures are not retried', () => {
  for (const code of ['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX']) expect(kind(coded(code))).toBe('refused')
  for (const status of [400, 413, 415]) expect(kind(network(status))).toBe('refused')
})

test('repeated server failures do not block the queue', () => {
  expect(kind(coded('INTERNAL_SERVER_ERROR'), 1)).toBe('later')
  expect(kind(coded('INTERNAL_SERVER_ERROR'), 8)).toBe('refused')
})

test('a person reads what the server says to people, and no English of programs', () => {
  const refused = (error: CombinedError, attempts: number) => outcomeOf(undefined, error, attempts)
  const told = (code: string) => ({ kind: 'refused', code, message: 'no' })
  expect(refused(coded('INTERNAL_SERVER_ERROR'), 99)).toEqual(told('INTERNAL_SERVER_ERROR'))
  for (const code of ['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX'])
    expect(refused(coded(code), 1)).toEqual({ ...told(code), message: null })
  expect(refused(network(413), 1)).toEqual({ ...told('NETWORK'), message: null })
})
