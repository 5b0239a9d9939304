import type { Audience, EventKind } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import type { EventKinds } from './schema.kinds.ts'
import { bareMessageColumns, type MessageRow, messageFrom } from './message.ts'
import { perSide, type Side, sideIn, type SideScope } from './audienceScope.ts'

/** One event of a ticket's log, with the seq that the reader sees. */
export interface Entry<K extends EventKind = EventKind> {
  ticketId: string
  seq: number
  /** The side whose numbering this is. */
  side: Side
  audience: Audience
  /** Tells it from another event with the same seq in a restored log. */
  key: number
  at: string
  kind: K
  data: EventKinds[K]['data']
  actor: Person | null
  message: MessageRow | null
}

/** SQL for an event `e` in the numbering of a side, with what ENTRY_JOINS adds; entryFrom reads it. */
export function entryColumns({ seq, side }: Pick<SideScope, 'seq' | 'side'>): string {
  return `e.ticket_id, e.${seq} AS seq, '${side}' AS side, e.key, e.at, e.kind, e.audience, e.data, ${personColumns('actor', 'actor')},
      ${bareMessageColumns('m', 'message')}, CASE WHEN author.id IS NOT NULL THEN to_json(author) END AS other_author`
}

/** SQL for the message and the people of an event `e`. */
export const ENTRY_JOINS = `LEFT JOIN ticket_messages m ON m.id = e.message_id
    LEFT JOIN users actor ON actor.id = e.actor_id
    LEFT JOIN users author ON author.id = m.author_id AND author.id IS DISTINCT FROM e.actor_id`

/** SQL that returns events of `source` (rows of ticket_events with `author_id` of the message) as JSON entries. */
function entriesSql(scope: SideScope, source: string, order: string): string {
  return `SELECT to_json(x) AS entry FROM (
    SELECT ${entryColumns(scope)} FROM (${source}) e
    ${ENTRY_JOINS}
  ) x ORDER BY x.seq ${order}`
}

const page = (kinds: readonly EventKind[], order: 'ASC' | 'DESC') => {
  const shown = `e.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`
  return perSide((scope) =>
    statement<{ entry: Record<string, any> }>(
      entriesSql(
        scope,
        `SELECT * FROM ticket_events e WHERE e.ticket_id = $1 AND e.${scope.seq} > $2 AND e.${scope.seq} < $3 AND ${shown} ORDER BY e.${scope.seq} ${order} LIMIT $4`,
        order,
      ),
    ),
  )
}

const NO_LIMIT = 2 ** 31 - 1

// What the people of a shop that was asked in later do not see.
const unseen = statement<{ seq: number }>('SELECT shop_since_seq AS seq FROM support_tickets WHERE id = $1')

/**
 * Creates the function that reads a page of a ticket's timeline, in order: the events of these kinds, as a side sees them; without one, as the viewer
 * does.
 */
export function timelineOf(
  kinds: readonly EventKind[],
): (ticketId: string, asked: Page, as: Side | null) => Promise<PageResult<Entry>> {
  const [forwards, backwards] = [page(kinds, 'ASC'), page(kinds, 'DESC')]
  return async (ticketId, asked, as) => {
    const statementFor = asked.fromEnd ? backwards : forwards
    const from = as === 'shop' ? ((await unseen.first(ticketId))?.seq ?? 0) : 0
    const after = Math.max(from, asked.after ? seqOf(asked.after[0]!) : 0)
    const before = asked.before ? seqOf(asked.before[0]!) : NO_LIMIT
    const rows = await statementFor(as ?? (await sideIn(ticketId))).rows(ticketId, after, before, asked.limit + 1)
    return pageResult(
      rows.map(({ entry }) => entryFrom(entry)),
      asked,
    )
  }
}

const later = perSide((scope) =>
  statement<{ entry: Record<string, any> }>(
    entriesSql(
      scope,
      `SELECT * FROM ticket_events e WHERE e.ticket_id = $1 AND e.${scope.seq} > $2 ORDER BY e.${scope.seq} LIMIT $3`,
      'ASC',
    ),
  ),
)

/** The events of a ticket after a seq of a side, all kinds, in order; at most `limit`. */
export async function readEventsAfter(side: Side, ticketId: string, seq: number, limit: number): Promise<Entry[]> {
  const rows = await later(side).rows(ticketId, seq, limit)
  return rows.map(({ entry }) => entryFrom(entry))
}

/** The entry in a row of entryColumns. */
export function entryFrom(row: Record<string, any>): Entry {
  const actor = personFrom(row, 'actor')
  const other = row['other_author'] as Record<string, any> | null
  const author = other
    ? personFrom(Object.fromEntries(Object.entries(other).map(([k, v]) => [`other_${k}`, v])), 'other')
    : actor
  return {
    ticketId: row['ticket_id'],
    seq: row['seq'],
    side: row['side'],
    audience: row['audience'],
    key: row['key'],
    at: row['at'],
    kind: row['kind'],
    data: row['data'],
    actor,
    message: messageFrom(row, 'message', row['message_author_id'] === null ? null : author),
  }
}

function seqOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another ticket.')
  return Number(text)
}
