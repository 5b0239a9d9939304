import { formatLogPosition } from '../live/log.ts'
import { sideIn } from '../log/audienceScope.ts'
import { type Page, pageOf } from '../platform/page.ts'
import { searchedText } from '../platform/text.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { inboxCursorPosition, inboxFeedName } from '../tickets/feed.ts'
import { filterSql } from '../tickets/filter.ts'
import { totalSql } from '../tickets/keptCounts.ts'
import { countsSql, listSource, type Order } from '../tickets/listSql.ts'
import { findTicketId } from '../tickets/reads.ts'
import { filterOf } from '../tickets/schema.filter.ts'
import { knownUnread, type KnownUnread, type UnreadFacts, unreadOf, variantOf } from '../tickets/unreadUpTo100.ts'
import { type Bound, type Field, made, page, root, value } from './field.ts'

interface BoundTicket extends Bound {
  id: string
}

const ticket = root<BoundTicket>(
  async ({ id, number }, asked) => {
    if ((id == null) === (number == null)) return null
    const uuid = id != null ? uuidOf(id, 'Ticket') : await findTicketId(searchedText(number, 40))
    // Without a ticket there is nothing to save.
    if (!uuid) return null
    asked.ticket = { id: uuid, side: await sideIn(uuid) }
    return { variant: '', id: asked.parameters.add(uuid) }
  },
  ({ id }, t) => `support_tickets ${t} WHERE ${t}.id = ${id}::uuid`,
)

interface BoundTickets extends Bound {
  total: string
  source: string
  asked: Page
}

const RECENT: Order = { field: 'UPDATED_AT', direction: 'DESC' }

const tickets = page<BoundTickets>(
  ({ filter, orderBy, ...pageArgs }, request) => {
    const { scope, parameters } = request
    const asked = pageOf(pageArgs, 2)
    const wanted = filterOf(filter)
    const where = filterSql(wanted, scope, parameters)
    request.dependsOnValues ||= parameters.values.length > 0
    const source = listSource(where, orderBy ?? RECENT, asked, scope, parameters)
    return { variant: source, total: totalSql(wanted, where, scope), source, asked }
  },
  (_row, { total, source, asked }) => ({
    source,
    limit: String(asked.limit),
    fromEnd: asked.fromEnd,
    isAfter: asked.after !== null,
    isBefore: asked.before !== null,
    cursor: (t) => [`${t}.order_key`, `${t}.id`],
    more: {
      totalCount: value(() => total),
      cursor: made(
        () => `(SELECT pg_snapshot_xmin(pg_current_snapshot()))::text`,
        (txid: string, { services, identity }) => {
          const position = formatLogPosition({ txid: BigInt(txid), id: 0n })
          return services.seal.seal(
            inboxFeedName(identity!),
            inboxCursorPosition(services.pools.generation.current, position),
          )
        },
      ),
    },
  }),
)

const ticketCounts = root<Bound & { where: string; known: KnownUnread | null }>(
  ({ filter }, request) => {
    const before = request.parameters.values.length
    const where = filterSql(filterOf(filter), request.scope, request.parameters)
    request.dependsOnValues ||= request.parameters.values.length > before
    const known = where === 'true' ? knownUnread(request.parameters) : null
    return { variant: `${where} ${variantOf(known)}`, where, known }
  },
  ({ where, known }, t, { scope }) => `(${countsSql(where, scope, known)}) ${t}`,
)

/** Fields of Query about tickets. */
export const TICKET_ROOTS: Record<string, Field> = { ticket, tickets, ticketCounts }

/** The counts of the rail: a row that countsSql() returns. */
export const TICKET_COUNTS: Record<string, Field> = {
  unreadUpTo100: made<UnreadFacts>(({ t }) => `${t}.unread_up_to_100`, unreadOf),
}
