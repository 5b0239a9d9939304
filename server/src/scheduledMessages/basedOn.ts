import type { Audience } from '../generated/prisma/client.ts'
import { perSide, sideIn } from '../log/audienceScope.ts'
import { statement } from '../platform/database/statement.ts'
import type { ScheduledMessage } from './reads.ts'

/** The numbering of the narrowest side that sees both a message to this audience and the answers to it. */
const seqFor = (audience: Audience) => (audience === 'shop' ? 'shop_seq' : 'public_seq')

const seen = perSide(({ seq }) => {
  const of = (column: string) =>
    statement<{ seq: number }>(`
      SELECT coalesce(max(${column}), 0)::int AS seq FROM ticket_events WHERE ticket_id = $1 AND ${seq} <= coalesce($2::int, 2147483647)`)
  return { public_seq: of('public_seq'), shop_seq: of('shop_seq') }
})
const answeredIn = (seq: string) =>
  statement(`
    SELECT FROM ticket_events WHERE ticket_id = $1 AND kind = 'message_added' AND audience IN ('participants', $4::audience)
      AND audience <> 'staff' AND ${seq} > $2 AND actor_id IS DISTINCT FROM $3 LIMIT 1`)
const answered = { public_seq: answeredIn('public_seq'), shop_seq: answeredIn('shop_seq') }

/**
 * The last event among those that the author has seen, in the numbering in which answers are looked for: `seq` is a `lastSeq` of the ticket in the
 * author's numbering; all events if omitted. That numbering does not depend on the author's role.
 */
export async function lastSeen(ticketId: string, audience: Audience, seq?: number | null): Promise<number> {
  return (await seen(await sideIn(ticketId))[seqFor(audience)].first(ticketId, seq ?? null))!.seq
}

/** Whether another person has written to everyone since, or to the same audience. Only reliable while the ticket is locked. */
export async function isAnswered(
  message: Pick<ScheduledMessage, 'ticketId' | 'audience' | 'basedOn' | 'authorId'>,
): Promise<boolean> {
  const { ticketId, audience, basedOn, authorId } = message
  return (await answered[seqFor(audience)].first(ticketId, basedOn, authorId, audience)) !== undefined
}
