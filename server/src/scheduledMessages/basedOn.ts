import { perAudienceScope } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { ScheduledMessage } from './reads.ts'

const seen = perAudienceScope((scope) =>
  statement<{ seq: number }>(`
    SELECT coalesce(max(public_seq), 0)::int AS seq FROM ticket_events
    WHERE ticket_id = $1 AND ${scope.seq} <= coalesce($2::int, 2147483647)`),
)
const answered = statement(`
  SELECT FROM ticket_events WHERE ticket_id = $1 AND kind = 'message_added' AND audience = 'participants'
    AND public_seq > $2 AND actor_id IS DISTINCT FROM $3 LIMIT 1`)

/**
 * The last event visible to participants among those that the author has seen: `seq` is a `lastSeq` of the ticket in the author's
 * numbering; all events if omitted. It is stored in the participants' numbering, which does not depend on the author's role.
 */
export async function lastSeen(ticketId: string, seq?: number | null): Promise<number> {
  return (await seen(currentOperation().identity).first(ticketId, seq ?? null))!.seq
}

/** Whether another person has written to the participants since. Only reliable while the ticket is locked. */
export async function isAnswered(
  message: Pick<ScheduledMessage, 'ticketId' | 'basedOn' | 'authorId'>,
): Promise<boolean> {
  return (await answered.first(message.ticketId, message.basedOn, message.authorId)) !== undefined
}
