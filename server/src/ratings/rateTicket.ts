import { appendUnreadableEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canRate } from './policy.ts'
import { EDITABLE_DAYS, readResolutions } from './reads.ts'

/** The maximum length of a comment, in UTF-16 code units. */
const COMMENT_MAX = 2_000

/** What a requester says of a ticket. */
export interface NewRating {
  ticketId: string
  /** 1 (bad) to 5 (good). */
  score: number
  /** Unchanged if omitted; removed if null or empty. */
  comment?: string | null | undefined
}

const insert = statement<{ id: string }>(
  'INSERT INTO ticket_ratings (ticket_id, score, comment) VALUES ($1, $2, $3) RETURNING id',
)
const update = statement<{ id: string }>(
  'UPDATE ticket_ratings SET score = $2, comment = $3, updated_at = clock_timestamp() WHERE id = $1 RETURNING id',
)

/**
 * Rates the current resolution of a ticket, or changes its rating within a week. The ticket's lock orders it with a second rating
 * and with a reply that reopens the ticket. Repeating a rating changes nothing.
 */
export async function rateTicket(viewer: Viewer, { ticketId, score, ...input }: NewRating): Promise<void> {
  const ticket = await lockTicket(ticketId)
  if (!canRate(viewer, ticket)) throw new UserError('FORBIDDEN', 'Only the requester can rate a ticket.')
  const [now] = await readResolutions([ticket.id])
  if (!now?.hasEnded) throw new UserError('CONFLICT', 'A ticket can be rated once it is resolved.')
  if (now.isFrozen) throw new UserError('CONFLICT', `A rating can be changed for ${EDITABLE_DAYS} days.`)
  if (!Number.isInteger(score) || score < 1 || score > 5)
    throw new UserError('VALIDATION', 'Choose a score from 1 to 5.', ['input', 'score'])
  const comment = input.comment === undefined ? now.comment : checkedComment(input.comment)
  if (now.score === score && now.comment === comment) return
  const saved = await (now.ratingId
    ? update.first(now.ratingId, score, comment)
    : insert.first(ticket.id, score, comment))
  const isCommented = comment !== null && comment !== now.comment
  await appendUnreadableEvent({
    ticketId: ticket.id,
    kind: 'rated',
    actorId: viewer.id,
    audience: 'staff',
    data: { ratingId: saved!.id, score, from: now.score, ...(isCommented && { isCommented }) },
  })
}

const checkedComment = (comment: string | null): string | null =>
  checkedText(comment ?? '', { field: 'comment', max: COMMENT_MAX, optional: true }) || null
