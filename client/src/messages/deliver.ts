import type { Client, CombinedError } from '@urql/core'
import { pipe, subscribe, take } from 'wonka'
import { errorCode, isUnauthenticated, isViewerMismatch } from '../graphql/errors.ts'
import { ReplyDocument, type ReplyMutation, type ReplyMutationVariables } from './messages.generated.ts'
import type { Outcome } from './outbox.ts'
import type { OutboxItem } from './outboxStore.ts'

/** An answer later than this counts as none; the retry has the same id, so nothing is doubled. */
const PATIENCE_MS = 20_000
/** A server that fails this often on one message will not get better: the person is told, and the line goes on. */
const MOST_FAILURES = 8

/** Sends one message of the outbox, with the files that the desk knows by these ids. */
export const deliverOver =
  (client: Client, attachmentIdsOf: (item: OutboxItem) => string[]) =>
  (item: OutboxItem): Promise<Outcome> =>
    new Promise((resolve) => {
      const { ticketId, clientId, body, audience, alsoSet } = item
      const attachmentIds = attachmentIdsOf(item)
      const request = client.mutation<ReplyMutation, ReplyMutationVariables>(ReplyDocument, {
        input: { ticketId, clientId, body, audience, ...(attachmentIds.length > 0 && { attachmentIds }), alsoSet },
      })
      const late = setTimeout(() => {
        running.unsubscribe()
        resolve({ kind: 'later' })
      }, PATIENCE_MS)
      const running = pipe(
        request,
        take(1),
        subscribe(({ data, error }) => {
          clearTimeout(late)
          resolve(outcomeOf(data, error, item.attempts))
        }),
      )
    })

/** What an answer means for the message. */
export const outcomeOf = (
  data: ReplyMutation | undefined,
  error: CombinedError | undefined,
  attempts: number,
): Outcome => {
  const refusal = data?.reply.errors[0]
  if (refusal) return { kind: 'refused', code: refusal.code, message: refusal.message }
  if (data?.reply.message && !error) return { kind: 'sent' }
  return error && isFinal(error, attempts)
    ? {
        kind: 'refused',
        code: errorCode(error) ?? 'UNKNOWN',
        message: error.graphQLErrors[0]?.message ?? error.message,
      }
    : { kind: 'later' }
}

/** Whether trying again is pointless: the server understood the request and will never take it. */
const isFinal = (error: CombinedError, attempts: number): boolean => {
  // The person is asked; the message waits for who wrote it.
  if (isUnauthenticated(error) || isViewerMismatch(error)) return false
  const code = errorCode(error)
  if (code === 'BAD_USER_INPUT' || code === 'QUERY_TOO_COMPLEX') return true
  const status = (error.response as Response | undefined)?.status ?? 0
  if (status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)) return true
  return code !== 'NETWORK' && code !== 'SERVICE_UNAVAILABLE' && code !== 'RATE_LIMITED' && attempts >= MOST_FAILURES
}
