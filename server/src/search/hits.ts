import type { SearchKind } from '../generated/prisma/client.ts'
import type { AudienceScope } from '../log/audienceScope.ts'
import { type MessageRow, messageColumns, messageFrom } from '../log/message.ts'
import { statement } from '../platform/database/statement.ts'
import { Parameters } from '../tickets/filter.ts'
import { conditionsOf } from './conditions.ts'
import type { FilterWord } from './parseQuery.ts'
import type { Key, Window } from './position.ts'
import type { Named } from './prepare.ts'

/** What to search for. */
export interface Search {
  /** A tsquery; null for all tickets that match the filters. */
  wanted: string | null
  /** Of words with typing errors: the query as it was typed, whose matches have been found before. Otherwise null. */
  found: string | null
  excluded: string | null
  /** Whether at most some thousand documents have the words. */
  isRare: boolean
  /** The people whose tickets, and the shops the tickets about which match too. */
  named: Named
  filters: FilterWord[]
  scope: AudienceScope
  /** Whether the viewer is of the staff, and does not see all tickets. */
  isRestricted: boolean
}

/** A hit with the texts that its excerpt is made of. */
export interface HitRow {
  key: Key
  kind: SearchKind | 'person'
  ticketId: string
  message: MessageRow | null
  /** In the order in which an excerpt prefers them. */
  texts: string[]
}

/** The largest number of hits that are ranked together: the newest ones, then the ones before them, and so on. */
const WINDOW_SIZE = 200
/** A hit that is so much older ranks like one half as relevant. */
const HALF_LIFE_DAYS = 30

interface Row extends Record<string, unknown> {
  row: Record<string, any>
}

/** A part of a window, with the window's bounds (null if there are no hits), and whether there may be hits below it. */
export async function readHits(
  search: Search,
  from: { window: Window | null; below: Window | null; after: Key | null },
  limit: number,
): Promise<{ window: Window | null; isPartial: boolean; hits: HitRow[] }> {
  const parameters = new Parameters()
  const text = hitsSql(search, from, limit, parameters)
  const rows = (await statement<Row>(text).rows(...parameters.values)).map(({ row }) => row)
  const first = rows[0]
  return {
    window: first ? { from: [first['from_at'], first['from_id']], to: [first['to_at'], first['to_id']] } : null,
    isPartial: first?.['is_partial'] === true,
    hits: rows.filter(({ id }) => id !== null).map(hitFrom),
  }
}

function hitFrom(row: Record<string, any>): HitRow {
  return {
    key: { best: row['best'], ticketId: row['ticket_id'], score: row['score'], id: row['id'] },
    kind: row['kind'],
    ticketId: row['ticket_id'],
    message: messageFrom(row, 'message'),
    texts: (row['texts'] as (string | null)[]).filter((text) => text != null),
  }
}

function hitsSql(
  search: Search,
  { window, below, after }: { window: Window | null; below: Window | null; after: Key | null },
  limit: number,
  parameters: Parameters,
): string {
  const within = (time: string, id: string): string => {
    const bound = ([at, ofId]: [string, string], comparison: string) =>
      `AND (${time}, ${id}) ${comparison} (${parameters.add(at)}::timestamptz, ${parameters.add(ofId)}::uuid)`
    if (window) return `${bound(window.from, '<=')} ${bound(window.to, '>=')}`
    return below ? bound(below.to, '<') : ''
  }
  const next = after
    ? `WHERE (s.best, s.ticket_id, s.score, s.id) < (${parameters.add(after.best)}::float8, ${parameters.add(after.ticketId)}::uuid,
      ${parameters.add(after.score)}::float8, ${parameters.add(after.id)}::uuid)`
    : ''
  return `WITH ${documentsSql(search, within, window !== null, parameters)},
  found AS MATERIALIZED (
    SELECT * FROM (SELECT * FROM documents ${namedSql(search, within, parameters)}) every ORDER BY at DESC, id DESC LIMIT ${WINDOW_SIZE}),
  scored AS (SELECT id, kind, ticket_id, at, ${scoreSql(search, parameters)} AS score FROM found),
  ranked AS (SELECT s.*, max(score) OVER (PARTITION BY ticket_id) AS best FROM scored s),
  page AS (SELECT * FROM ranked s ${next} ORDER BY best DESC, ticket_id DESC, score DESC, id DESC LIMIT ${limit}),
  bounds AS (SELECT count(*)::int AS size, (array_agg(at ORDER BY at DESC, id DESC))[1] AS from_at, (array_agg(id ORDER BY at DESC, id DESC))[1] AS from_id,
    (array_agg(at ORDER BY at, id))[1] AS to_at, (array_agg(id ORDER BY at, id))[1] AS to_id FROM found)
  SELECT to_json(x) AS row FROM (
    SELECT b.size = ${WINDOW_SIZE} OR (SELECT enough FROM recent) AS is_partial, b.size, b.from_at::text AS from_at, b.from_id, b.to_at::text AS to_at, b.to_id,
      p.id, p.kind, p.ticket_id, p.best::text AS best, p.score::text AS score, ${textsSql(search.scope)} AS texts, ${messageColumns('m', 'author', 'message')}
    FROM bounds b LEFT JOIN page p ON true
    LEFT JOIN ticket_messages m ON m.id = p.id LEFT JOIN users author ON author.id = m.author_id
    WHERE b.size > 0 ORDER BY p.best DESC, p.ticket_id DESC, p.score DESC, p.id DESC) x`
}

/** What the excerpt of a hit is made of. Only staff have private notes and see addresses. */
const textsSql = ({ name }: AudienceScope) => `CASE p.kind
  WHEN 'ticket' THEN (SELECT ARRAY[t.subject, t.ticket_number] || ARRAY(SELECT '#' || tag FROM unnest(t.tags) AS tag) FROM support_tickets t WHERE t.id = p.ticket_id)
  WHEN 'person' THEN (SELECT array_agg(u.name${name === 'staff' ? ` || ' · ' || u.email` : ''}) || (SELECT s.shop_name FROM sellers s WHERE s.id = t.seller_id)
    FROM support_tickets t JOIN users u ON u.id = ANY (t.participant_ids) WHERE t.id = p.ticket_id GROUP BY t.id)
  ${name === 'staff' ? `WHEN 'ticket_notes' THEN (SELECT ARRAY[n.body] FROM ticket_notes n WHERE n.ticket_id = p.ticket_id)` : ''}
  ELSE ARRAY[m.body] || ARRAY(SELECT a.file_name FROM attachments a WHERE a.message_id = m.id AND a.state = 'attached' ORDER BY a.position) END`

type Within = (time: string, id: string) => string

/**
 * CTEs `documents`, the newest documents that match, and `recent`, whether they are only those among the most recent ones. The
 * index of words has no order, so it has to read all matches: of frequent words, the most recent documents are read first,
 * and more of them if that is promising. Only words that do not occur together have too few matches there, and few in all.
 * The planner cannot make this choice: it does not know which words occur together.
 */
function documentsSql(search: Search, within: Within, isPinned: boolean, parameters: Parameters): string {
  const { wanted, isRare, scope, isRestricted } = search
  const { ticket, matches, time } = matchSql(search, parameters)
  if (matches === '') {
    const created = `t.created_at`
    return `documents AS MATERIALIZED (
        SELECT t.id, 'ticket' AS kind, t.id AS ticket_id, ${created} AS at, NULL::tsvector AS vector FROM support_tickets t
        WHERE ${ticket ?? 'true'} ${time ? `AND ${time.replaceAll('d.at', created)}` : ''} ${within(created, 't.id')} ORDER BY at DESC, id DESC LIMIT ${WINDOW_SIZE}),
      recent AS (SELECT false AS enough)`
  }
  const join = ticket === null ? '' : 'JOIN support_tickets t ON t.id = d.ticket_id'
  const bounds = `true ${time ? `AND ${time}` : ''} ${within('d.at', 'd.id')}`
  const columns = 'd.id, d.kind::text AS kind, d.ticket_id, d.at, d.vector'
  const newest = `ORDER BY at DESC, id DESC LIMIT ${WINDOW_SIZE}`
  const columnsOf = (source: string) => `SELECT ${columns} FROM ${source} d ${join} WHERE`
  if (wanted === null || scope.name !== 'staff' || isRestricted || isPinned)
    return `documents AS MATERIALIZED (${columnsOf('search_documents')} ${bounds} AND ${matches} ${newest}),
      recent AS (SELECT false AS enough)`
  // OFFSET 0 keeps the planner from reading in the order of time.
  const all = (condition: string) =>
    `SELECT * FROM (${columnsOf('search_documents')} ${condition} ${bounds} AND ${matches} OFFSET 0) every ${newest}`
  if (isRare) return `documents AS MATERIALIZED (${all('')}), recent AS (SELECT false AS enough)`
  const among = (most: number, condition: string, limit: number) => `SELECT * FROM (
    ${columnsOf(`(SELECT * FROM search_documents d WHERE ${bounds} ORDER BY at DESC, id DESC LIMIT ${most})`)} ${condition} ${matches}) read
    ORDER BY at DESC, id DESC LIMIT ${limit}`
  return `latest AS MATERIALIZED (${among(RECENT, '', WINDOW_SIZE)}),
    further AS MATERIALIZED (${among(RECENT_MAX, `(SELECT count(*) BETWEEN ${PROMISING} AND ${ENOUGH} FROM latest) AND`, ENOUGH + 1)}),
    recent AS MATERIALIZED (SELECT greatest((SELECT count(*) FROM latest), (SELECT count(*) FROM further)) > ${ENOUGH} AS enough),
    documents AS MATERIALIZED (
      (SELECT * FROM further WHERE (SELECT enough FROM recent)) UNION ALL
      (SELECT * FROM latest WHERE (SELECT enough FROM recent) AND NOT EXISTS (SELECT FROM further)) UNION ALL (${all('NOT (SELECT enough FROM recent) AND')}))`
}

/** How many of the most recent documents are read first, and at most. */
const [RECENT, RECENT_MAX] = [2_000, 16_000]
/** More than so many matches among them are enough; from so many on, it is worth reading more. */
const [ENOUGH, PROMISING] = [25, 4]

/** The conditions of a search on documents `d` and tickets `t`. For requesters, the one on their tickets uses an index. */
function matchSql({ wanted, found, excluded, filters, scope, isRestricted }: Search, parameters: Parameters) {
  const { ticket, kinds, time } = conditionsOf(filters, scope, parameters)
  const conditions = [
    ...(wanted === null ? [] : [`d.vector @@ ${parameters.add(wanted)}::tsquery`]),
    ...(found === null ? [] : [`NOT d.vector @@ ${parameters.add(found)}::tsquery`]),
    ...(excluded === null ? [] : [`NOT d.vector @@ ${parameters.add(excluded)}::tsquery`]),
    ...(kinds === null && wanted === null && excluded !== null ? [`d.kind = 'ticket'`] : []),
    ...(kinds === null ? [] : [`d.kind = ANY (${parameters.add(kinds)}::search_kind[])`]),
  ]
  if (conditions.length === 0) return { ticket, time: time.replaceAll(/\bat\b/g, 'd.at'), matches: '' }
  if (isRestricted && wanted !== null)
    conditions.push(`d.id = ANY (ARRAY(SELECT matching_documents(${parameters.add(wanted)}::tsquery)))`)
  else if (scope.name !== 'staff' || isRestricted)
    conditions.push('d.ticket_id = ANY (ARRAY(SELECT v.id FROM support_tickets v))')
  if (ticket !== null) conditions.push(ticket)
  return { ticket, time: time.replaceAll(/\bat\b/g, 'd.at'), matches: conditions.join(' AND ') }
}

/** The newest tickets of the people and shops that match, unless they are among the documents. */
function namedSql({ named, filters, scope }: Search, within: Within, parameters: Parameters): string {
  if (named.people.length + named.shops.length === 0) return ''
  const { ticket, kinds, time } = conditionsOf(filters, scope, parameters)
  return `UNION ALL (SELECT t.id, 'person', t.id, t.created_at, NULL::tsvector FROM support_tickets t WHERE (${ofNamedSql(named, scope, parameters)})
    ${kinds === null || kinds.includes('ticket') ? '' : 'AND false'} ${ticket === null ? '' : `AND ${ticket}`}
    ${time ? `AND ${time.replaceAll(/\bat\b/g, 't.created_at')}` : ''} ${within('t.created_at', 't.id')}
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = t.id) ORDER BY t.created_at DESC, t.id DESC LIMIT ${WINDOW_SIZE})`
}

/** Tickets `t` of these people or about these shops. */
function ofNamedSql({ people, shops }: Named, scope: AudienceScope, parameters: Parameters): string {
  const conditions = shops.length > 0 ? [`t.seller_id = ANY (${parameters.add(shops)}::uuid[])`] : []
  if (people.length === 0) return conditions.join()
  const ids = `${parameters.add(people)}::uuid[]`
  const ofPeople =
    scope.name === 'staff'
      ? `t.requester_id = ANY (${ids}) OR t.id = ANY (ARRAY(
          SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = ANY (${ids}) AND p.left_at IS NULL))`
      : `t.participant_ids && ${ids}`
  return [...conditions, ofPeople].join(' OR ')
}

/**
 * Relevance and recency as one number that does not change as time passes, so that it can be part of a cursor: the order is
 * that of the relevance halved for each month of age.
 */
function scoreSql({ wanted, found }: Search, parameters: Parameters): string {
  const recency = `extract(epoch FROM at)::float8 * ${Math.LN2 / (HALF_LIFE_DAYS * 86_400)}`
  if (wanted === null || found !== null) return recency
  const relevance = `coalesce(ts_rank('{0.1, 0.2, 0.5, 1}', vector, ${parameters.add(wanted)}::tsquery, 1), 0.3)`
  return `ln(0.001 + ${relevance}) + ${recency}`
}
