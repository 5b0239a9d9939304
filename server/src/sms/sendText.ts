import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { JobContext } from '../platform/jobs/task.ts'
import { postMessage } from '../platform/sms/twilio.ts'
import type { SmsDesk } from './settings.ts'
import { acceptText, failText } from './textStates.ts'

/** How often a message without an answer is handed over: once more than the first time. */
const UNANSWERED_MAX = 2

// Counted before the network is used, so that a node that dies here has counted too.
const begin = statement<{ phone: string; body: string; unanswered: number }>(`
  UPDATE text_messages SET unanswered = unanswered + 1
  WHERE id = $1 AND state = 'waiting' AND unanswered < ${UNANSWERED_MAX} RETURNING phone, body, unanswered`)
const notSent = statement(`UPDATE text_messages SET unanswered = unanswered - 1 WHERE id = $1 AND state = 'waiting'`)

/**
 * The job `send_text`: hands a text message to the provider. Its API has no key by which it recognises a repetition, so a message
 * whose handover had no answer, or whose node died, is handed over once more at most. The StatusCallback has the message's id:
 * a report that comes first settles it.
 */
export async function sendText(
  { pools, sms }: { pools: Pools; sms: SmsDesk | null },
  textId: string,
  { isLastAttempt }: Pick<JobContext, 'isLastAttempt'>,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  const fail = (problem: string, code: number | null = null) => run(() => failText({ id: textId, code, problem }))
  if (!sms) return fail('this desk sends no text messages')
  const text = await run(() => begin.first(textId))
  // It was handed over already, or never had an answer.
  if (!text) return fail('the text message provider did not answer, so it may have been sent')
  // No transaction stays open while the provider answers.
  const callback = sms.publicUrl && new URL(`/api/sms/status?id=${textId}`, sms.publicUrl).href
  const result = await postMessage(sms, { to: text.phone, body: text.body, statusCallback: callback })
  if (result.outcome === 'accepted') return run(() => acceptText({ id: textId, providerId: result.providerId }))
  if (result.outcome === 'refused') return fail(result.problem, result.code)
  if (result.outcome === 'later') await run(() => notSent.rows(textId))
  const isOver = isLastAttempt || (result.outcome === 'unknown' && text.unanswered >= UNANSWERED_MAX)
  if (isOver) return fail(result.problem)
  throw new Error(result.problem)
}
