import { perSide, type Side } from '../log/audienceScope.ts'
import { canViewAs } from '../log/policy.ts'
import { SHOWN_KINDS } from '../log/schema.kinds.ts'
import { pageOf } from '../platform/page.ts'
import { type Bound, page } from './field.ts'

interface BoundTimeline extends Bound {
  side: Side
  fromEnd: boolean
  isAfter: boolean
  isBefore: boolean
  /** The placeholders of the ticket's id, the seqs around the page, and its size. */
  ticketId: string
  after: string
  before: string
  limit: string
  /** Whether what the shop did not see is left out. */
  fromShop: boolean
}

const SEQ = /^\d{1,9}$/
const SHOWN = SHOWN_KINDS.map((kind) => `'${kind}'`).join(', ')
const scopeOf = perSide((scope) => scope)

/** The page of the log that the arguments of `Ticket.timeline` name; the same as timelineOf() of log/timeline.ts reads. */
export const timeline = page<BoundTimeline>(
  ({ as, ...asked }, { ticket, parameters }) => {
    if (!ticket) return null
    if (as && !canViewAs(ticket.side, as)) return null
    const { limit, fromEnd, after, before } = pageOf(asked, 1)
    if ([after, before].some((cursor) => cursor && !SEQ.test(cursor[0]!))) return null
    const bound = { side: (as ?? ticket.side) as Side, fromEnd, isAfter: after !== null, isBefore: before !== null }
    const fromShop = as === 'shop'
    return {
      ...bound,
      fromShop,
      variant: JSON.stringify([bound, fromShop]),
      ticketId: parameters.add(ticket.id),
      after: after ? `${parameters.add(Number(after[0]))}::int` : '0',
      before: before ? `${parameters.add(Number(before[0]))}::int` : String(2 ** 31 - 1),
      limit: `${parameters.add(limit)}::int`,
    }
  },
  (row, bound) => {
    const { seq } = scopeOf(bound.side)
    const after = bound.fromShop ? `greatest(${bound.after}, ${row.t}.shop_since_seq)` : bound.after
    const order = bound.fromEnd ? 'DESC' : 'ASC'
    return {
      ...bound,
      ticketId: `${bound.ticketId}::uuid`,
      source: `SELECT e.*, e.${seq} AS shown_seq, row_number() OVER (ORDER BY e.${seq} ${order}) AS position FROM ticket_events e
        WHERE e.ticket_id = ${bound.ticketId}::uuid AND e.${seq} > ${after} AND e.${seq} < ${bound.before} AND e.kind IN (${SHOWN})
        ORDER BY e.${seq} ${order} LIMIT ${bound.limit} + 1`,
      cursor: (t) => [`${t}.shown_seq`],
      more: {},
    }
  },
)
