import type { EventRow } from '../../importing/bulk/foldLog.ts'
import { bulkInsert } from '../../importing/bulk/insertRows.ts'
import type { TicketRow } from '../../importing/bulk/tables.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'

/** A row of read_markers. */
export interface MarkerRow {
  userId: string
  ticketId: string
  seq: number
  publicSeq: number
  messageCount: number
  publicMessageCount: number
}

/** A row of ticket_stars. */
export interface StarRow {
  userId: string
  ticketId: string
}

const UP_TO_DATE = 0.7
const STAR_SHARE = 0.03

/** The read markers and stars of a ticket: of its authors and of the first agent, who reads along. */
export function drawMarkers(
  random: Random,
  ticket: TicketRow,
  events: readonly EventRow[],
  { agents }: People,
): { markers: MarkerRow[]; stars: StarRow[] } {
  const ticketId = ticket.id
  const writers = new Set(events.map(({ actorId }) => actorId!))
  if (random.chance(0.5)) writers.add(agents[0]!.id)
  const markers = [...writers].map((userId) => markerAt(userId, events, random, userId === ticket.requesterId))
  const stars = random.chance(STAR_SHARE) ? [{ ticketId, userId: ticket.assigneeId ?? agents[0]!.id }] : []
  return { markers, stars }
}

// Authors have read at least up to their own messages.
function markerAt(userId: string, events: readonly EventRow[], random: Random, isRequester: boolean): MarkerRow {
  const own = events.findLastIndex(({ actorId }) => actorId === userId)
  const behind = random.chance(UP_TO_DATE) ? 0 : random.below(4)
  const last = Math.max(own, events.length - 1 - behind, 0)
  const seen = events.slice(0, last + 1).findLast(({ publicSeq }) => publicSeq !== null)
  const { ticketId, seq, messageCount } = events[last]!
  return {
    userId,
    ticketId,
    // A requester's marker does not use the staff numbering.
    seq: isRequester ? 0 : seq,
    messageCount: isRequester ? 0 : messageCount,
    publicSeq: seen?.publicSeq ?? 0,
    publicMessageCount: seen?.publicMessageCount ?? 0,
  }
}

/** Inserts read markers. */
export const markerRows = bulkInsert<MarkerRow>('read_markers', [
  { name: 'user_id', type: 'uuid', value: (m) => m.userId },
  { name: 'ticket_id', type: 'uuid', value: (m) => m.ticketId },
  { name: 'seq', type: 'int4', value: (m) => m.seq },
  { name: 'public_seq', type: 'int4', value: (m) => m.publicSeq },
  { name: 'message_count', type: 'int4', value: (m) => m.messageCount },
  { name: 'public_message_count', type: 'int4', value: (m) => m.publicMessageCount },
])

/** Inserts stars. */
export const starRows = bulkInsert<StarRow>('ticket_stars', [
  { name: 'user_id', type: 'uuid', value: (s) => s.userId },
  { name: 'ticket_id', type: 'uuid', value: (s) => s.ticketId },
])
