import type { SearchKind } from '../generated/prisma/client.ts'
import type { AudienceScope } from '../log/audienceScope.ts'
import { type MessageRow, messageColumns, messageFrom } from '../log/message.ts'
import { statement } from '../platform/database/statement.ts'
import { Parameters } from '../tickets/filter.ts'
import { conditionsOf } from './conditions.ts'
import type { FilterWord } from './parseQuery.ts'
import type { Key, Window } from './position.ts'

/** What to search for. */
export interface Search {
  /** A tsquery; null for all tickets that match the filters. */
  wanted: string | null
  /** A tsquery whose matches come first; null if all are equal. */
  preferred: string | null
  excluded: string | null
  /** The people whose tickets match too. */
  people: string[]
  filters: FilterWord[]
  scope: AudienceScope
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

/** The number of hits that are ranked together: the newest ones, then the ones before them, and so on. */
export const WINDOW_SIZE = 200
/** A hit that is so much older ranks like one half as relevant. */
const HALF_LIFE_DAYS = 30

interface Row extends Record<string, unknown> {
  row: Record<string, any>
}

/** A part of a window, with the window's bounds; null if there are no further hits. */
export async function readHits(
  search: Search,
  from: { window: Window | null; below: Window | null; after: Key | null },
  limit: number,
): Promise<{ window: Window | null; isFull: boolean; hits: HitRow[] }> {
  const parameters = new Parameters()
  const text = hitsSql(search, from, limit, parameters)
  const rows = (await statement<Row>(text).rows(...parameters.values)).map(({ row }) => row)
  const first = rows[0]
  return {
    window: first ? { from: [first['from_at'], first['from_id']], to: [first['to_at'], first['to_id']] } : null,
    isFull: first?.['size'] === WINDOW_SIZE,
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
  return `WITH documents AS MATERIALIZED (${documentsSql(search, within, parameters)}),
  found AS MATERIALIZED (
    SELECT * FROM (SELECT * FROM documents ${peopleSql(search, within, parameters)}) every ORDER BY at DESC, id DESC LIMIT ${WINDOW_SIZE}),
  scored AS (SELECT id, kind, ticket_id, at, ${scoreSql(search, parameters)} AS score FROM found),
  ranked AS (SELECT s.*, max(score) OVER (PARTITION BY ticket_id) AS best FROM scored s),
  page AS (SELECT * FROM ranked s ${next} ORDER BY best DESC, ticket_id DESC, score DESC, id DESC LIMIT ${limit}),
  bounds AS (SELECT count(*)::int AS size, (array_agg(at ORDER BY at DESC, id DESC))[1] AS from_at, (array_agg(id ORDER BY at DESC, id DESC))[1] AS from_id,
    (array_agg(at ORDER BY at, id))[1] AS to_at, (array_agg(id ORDER BY at, id))[1] AS to_id FROM found)
  SELECT to_json(x) AS row FROM (
    SELECT b.size, b.from_at::text AS from_at, b.from_id, b.to_at::text AS to_at, b.to_id,
      p.id, p.kind, p.ticket_id, p.best::text AS best, p.score::text AS score, ${TEXTS} AS texts, ${messageColumns('m', 'author', 'message')}
    FROM bounds b LEFT JOIN page p ON true
    LEFT JOIN ticket_messages m ON m.id = p.id LEFT JOIN users author ON author.id = m.author_id
    WHERE b.size > 0 ORDER BY p.best DESC, p.ticket_id DESC, p.score DESC, p.id DESC) x`
}

const TEXTS = `CASE p.kind
  WHEN 'ticket' THEN (SELECT ARRAY[t.subject, t.ticket_number] || t.tags FROM support_tickets t WHERE t.id = p.ticket_id)
  WHEN 'person' THEN (SELECT array_agg(u.name || CASE WHEN (SELECT is_staff()) THEN ' · ' || u.email ELSE '' END)
    FROM support_tickets t JOIN users u ON u.id = ANY (t.participant_ids) WHERE t.id = p.ticket_id)
  WHEN 'ticket_notes' THEN (SELECT ARRAY[n.body] FROM ticket_notes n WHERE n.ticket_id = p.ticket_id)
  ELSE ARRAY[m.body] || ARRAY(SELECT a.file_name FROM attachments a WHERE a.message_id = m.id AND a.state = 'attached' ORDER BY a.position) END`

type Within = (time: string, id: string) => string

/** The newest documents that match. For requesters the condition on their tickets is the one that uses an index. */
function documentsSql({ wanted, excluded, filters, scope }: Search, within: Within, parameters: Parameters): string {
  const { ticket, kinds, time } = conditionsOf(filters, scope, parameters)
  const conditions = [
    ...(wanted === null ? [] : [`d.vector @@ ${parameters.add(wanted)}::tsquery`]),
    ...(excluded === null ? [] : [`NOT d.vector @@ ${parameters.add(excluded)}::tsquery`]),
    ...(kinds === null && wanted === null ? [`d.kind = 'ticket'`] : []),
    ...(kinds === null ? [] : [`d.kind = ANY (${parameters.add(kinds)}::search_kind[])`]),
    ...(scope.name === 'staff' ? [] : ['d.ticket_id = ANY (ARRAY(SELECT v.id FROM support_tickets v))']),
    ...(ticket === null ? [] : [ticket]),
    ...(time ? [time] : []),
  ]
  return `SELECT d.id, d.kind::text AS kind, d.ticket_id, d.at, d.vector FROM search_documents d
    ${ticket === null ? '' : 'JOIN support_tickets t ON t.id = d.ticket_id'}
    WHERE ${conditions.join(' AND ')} ${within('d.at', 'd.id')} ORDER BY d.at DESC, d.id DESC LIMIT ${WINDOW_SIZE}`
}

/** The newest tickets of the people who match, unless they are among the documents. */
function peopleSql({ people, filters, scope }: Search, within: Within, parameters: Parameters): string {
  const { ticket, kinds, time } = conditionsOf(filters, scope, parameters)
  if (people.length === 0 || (kinds !== null && !kinds.includes('ticket'))) return ''
  const ids = parameters.add(people)
  const ofPeople =
    scope.name === 'staff'
      ? `(t.requester_id = ANY (${ids}::uuid[]) OR t.id = ANY (ARRAY(
          SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = ANY (${ids}::uuid[]) AND p.left_at IS NULL)))`
      : `t.participant_ids && ${ids}::uuid[]`
  return `UNION ALL (SELECT t.id, 'person', t.id, t.created_at, NULL::tsvector FROM support_tickets t WHERE ${ofPeople}
    ${ticket === null ? '' : `AND ${ticket}`} ${time ? `AND ${time.replaceAll(/\bat\b/g, 't.created_at')}` : ''} ${within('t.created_at', 't.id')}
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = t.id) ORDER BY t.created_at DESC, t.id DESC LIMIT ${WINDOW_SIZE})`
}

/**
 * Relevance and recency as one number that does not change as time passes, so that it can be part of a cursor: the order is
 * that of the relevance halved for each month of age.
 */
function scoreSql({ wanted, preferred }: Search, parameters: Parameters): string {
  const recency = `extract(epoch FROM at)::float8 * ${Math.LN2 / (HALF_LIFE_DAYS * 86_400)}`
  if (wanted === null) return recency
  const relevance = `coalesce(ts_rank('{0.1, 0.2, 0.5, 1}', vector, ${parameters.add(preferred ?? wanted)}::tsquery, 1), 0.3)`
  const bonus =
    preferred === null ? '' : ` + CASE WHEN vector @@ ${parameters.add(preferred)}::tsquery THEN 10 ELSE 0 END`
  return `ln(0.001 + ${relevance}) + ${recency}${bonus}`
}
