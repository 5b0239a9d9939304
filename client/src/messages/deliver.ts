import type { Client, CombinedError } from '@urql/core'
import { pipe, subscribe, take } from 'wonka'
import { errorCode, isUnauthenticated, isViewerMismatch, retryAfterMs, messageForPeople } from '../graphql/errors.ts'
import { ReplyDocument, type ReplyMutation, type ReplyMutationVariables } from './messages.generated.ts'
import type { Outcome } from './outbox.ts'
import type { OutboxItem } from './outboxStore.ts'

/** Timeout for a response; the retry has the same id, so nothing is sent twice. */
const TIMEOUT_MS = 20_000
/** After this many server failures the message is marked as failed, and the queue continues. */
const MOST_FAILURES = 8

/** Sends one message of the outbox with these attachment ids. */
export const deliverOver =
  (client: Client, attachmentIdsOf: (item: OutboxItem) => string[]) =>
  (item: OutboxItem): Promise<Outcome> =>
    new Promise((resolve) => {
      const { ticketId, clientId, body, audience, quote, alsoSet } = item
      const attachmentIds = attachmentIdsOf(item)
      const request = client.mutation<ReplyMutation, ReplyMutationVariables>(ReplyDocument, {
        input: {
          ticketId,
          clientId,
          body,
          audience,
          ...(attachmentIds.length > 0 && { attachmentIds }),
          ...(quote && { quotedMessageId: quote.id }),
          alsoSet,
        },
      })
      const late = setTimeout(() => {
        running.unsubscribe()
        resolve({ kind: 'later' })
      }, TIMEOUT_MS)
      const running = pipe(
        request,
        take(1),
        subscribe(({ data, error }) => {
          clearTimeout(late)
          resolve(outcomeOf(data, error, item.attempts))
        }),
      )
    })

/** Maps a response to an outcome. */
export const outcomeOf = (
  data: ReplyMutation | undefined,
  error: CombinedError | undefined,
  attempts: number,
): Outcome => {
  const refusal = data?.reply.errors[0]
  if (refusal) return { kind: 'refused', code: refusal.code, message: refusal.message }
  if (data?.reply.message && !error) return { kind: 'sent' }
  const wait = retryAfterMs(error)
  if (wait !== undefined) return { kind: 'limited', retryAfterMs: wait }
  return error && isFinal(error, attempts)
    ? { kind: 'refused', code: errorCode(error) ?? 'UNKNOWN', message: messageForPeople(error) }
    : { kind: 'later' }
}

/** Whether a retry is pointless: the server understood the request and rejected it. */
const isFinal = (error: CombinedError, attempts: number): boolean => {
  // Another user is signed in; the message waits for its author.
  if (isUnauthenticated(error) || isViewerMismatch(error)) return false
  const code = errorCode(error)
  // The page is older than the server: the message is sent once it has been reloaded.
  if (code === 'PERSISTED_DOCUMENT_REQUIRED') return false
  if (code === 'BAD_USER_INPUT' || code === 'QUERY_TOO_COMPLEX') return true
  const status = (error.response as Response | undefined)?.status ?? 0
  if (status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)) return true
  return code !== 'NETWORK' && code !== 'SERVICE_UNAVAILABLE' && code !== 'RATE_LIMITED' && attempts >= MOST_FAILURES
}
