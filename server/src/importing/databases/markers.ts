import type pg from 'pg'
import type { EventRow } from '../bulk/foldLog.ts'
import { bulkInsert } from '../bulk/insertRows.ts'
import type { ForeignMessage } from './model.ts'

/** An event, with the message of the source that it adds. */
export interface SourcedEvent {
  event: EventRow
  message: ForeignMessage | null
}

interface Position {
  ticketId: string
  seq: number
  publicSeq: number
  messageCount: number
  publicMessageCount: number
}

const COLUMNS = 'ticket_id, seq, public_seq, message_count, public_message_count'
const ARRAYS = '$1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[]'
const STAFF_MARKERS = `
  INSERT INTO read_markers (user_id, ${COLUMNS})
  SELECT u.id, p.* FROM unnest(${ARRAYS}) AS p (${COLUMNS}) CROSS JOIN users u
  WHERE u.role IN ('agent', 'admin') AND u.disabled_at IS NULL ON CONFLICT DO NOTHING`

const requesterRows = bulkInsert<Position & { userId: string }>('read_markers', [
  { name: 'user_id', type: 'uuid', value: (p) => p.userId },
  { name: 'ticket_id', type: 'uuid', value: (p) => p.ticketId },
  { name: 'seq', type: 'int4', value: (p) => p.seq },
  { name: 'public_seq', type: 'int4', value: (p) => p.publicSeq },
  { name: 'message_count', type: 'int4', value: (p) => p.messageCount },
  { name: 'public_message_count', type: 'int4', value: (p) => p.publicMessageCount },
])

/**
 * How far the requester and the staff have read. A marker stands before the first unread message, so that nothing unread
 * counts as read.
 */
export class Markers {
  private readonly staff: Position[] = []
  private readonly requesters: (Position & { userId: string })[] = []

  /** A new ticket, with all its events. `isAllRead`: whatever the source says. */
  add(events: readonly SourcedEvent[], requester: { id: string; isStaff: boolean }, isAllRead: boolean): void {
    const byStaff = positionIn(events, isAllRead, ({ sender }) => sender === 'buyer' || sender === 'seller')
    const byRequester = positionIn(
      events,
      isAllRead,
      ({ sender, isNote }) => (sender === 'agent' || sender === 'admin') && !isNote,
    )
    // Requesters have no positions in the numbering of staff.
    const own = byRequester && !requester.isStaff ? { ...byRequester, seq: 0, messageCount: 0 } : byRequester
    if (own) this.requesters.push({ ...own, userId: requester.id })
    if (byStaff) this.staff.push(byStaff)
  }

  async write(client: pg.ClientBase): Promise<void> {
    await requesterRows.into(client, this.requesters)
    if (this.staff.length === 0) return
    const column = (name: keyof Position) => this.staff.map((position) => position[name])
    const values = [
      column('ticketId'),
      column('seq'),
      column('publicSeq'),
      column('messageCount'),
      column('publicMessageCount'),
    ]
    await client.query(STAFF_MARKERS, values)
  }
}

function positionIn(
  events: readonly SourcedEvent[],
  isAllRead: boolean,
  isIncoming: (message: ForeignMessage) => boolean,
): Position | undefined {
  const unread = isAllRead
    ? -1
    : events.findIndex(({ message }) => message !== null && !message.isRead && isIncoming(message))
  const read = events.slice(0, unread < 0 ? undefined : unread)
  const last = read.at(-1)?.event
  if (!last) return undefined
  const { ticketId, seq, messageCount, publicMessageCount } = last
  const publicSeq = read.findLast(({ event }) => event.publicSeq !== null)?.event.publicSeq ?? 0
  return { ticketId, seq, publicSeq, messageCount, publicMessageCount }
}
