import { LRUCache } from 'lru-cache'
import { type AudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { type Parameters, unreadJoinedSql, unreadSql } from './filter.ts'
import { IS_KEPT } from './keptCounts.ts'

/** Tickets that a person of the staff has not read, as a process has found them (docs/decisions/082). */
interface Found {
  ids: string[]
  /** The transaction from which on others may have become unread; null if there are more than the ids. */
  since: string | null
  /** Which start of PostgreSQL numbered it. */
  generation: string
}

/** What the database tells: the number, or what is to be remembered, and how many confidential tickets are unread besides. */
export type UnreadFacts = number | { ids: string[]; confidential: number; since: string; generation: string }

const COUNTED_MAX = 100
/** So many are remembered: some are read before they have to be looked for again. */
const FOUND_MAX = 200
/** Where a hundred of the first tickets are unread, so are most: nothing needs to be remembered. */
const PROBED = 300
/** Remembered anew once the log has grown by so many entries; beyond the second number, looking through all tickets is no slower. */
const RENEWED_AFTER = 100
const ENTRIES_MAX = 5_000
const PEOPLE_MAX = 2_000

const memories = new WeakMap<Pools, LRUCache<string, Found>>()

function memory(): LRUCache<string, Found> {
  const { pools } = currentOperation()
  const known = memories.get(pools) ?? new LRUCache<string, Found>({ max: PEOPLE_MAX })
  memories.set(pools, known)
  return known
}

/** What is remembered of the viewer, as placeholders: `since` only if the ids are all. */
export type KnownUnread = 'unknown' | { ids: string; since: string | null; generation: string }

/** Adds what is remembered of the viewer to a statement's parameters; null for others than staff, who have few tickets. */
export function knownUnread(parameters: Parameters): KnownUnread | null {
  const { identity } = currentOperation()
  if (audienceScopeOf(identity).name !== 'staff' || identity.userId === null) return null
  const found = memory().get(identity.userId)
  if (!found) return 'unknown'
  return {
    ids: parameters.add(found.ids),
    since: found.since && parameters.add(found.since),
    generation: parameters.add(found.generation),
  }
}

/** What the text of a statement depends on. */
export const variantOf = (known: KnownUnread | null): string =>
  known === null || known === 'unknown' ? String(known) : `${known.ids} ${known.since}`

/** The number that the facts tell; remembers what is to be remembered. */
export function unreadOf(facts: UnreadFacts): number {
  if (typeof facts === 'number') return facts
  const { ids, confidential, since, generation } = facts
  const isAll = ids.length < FOUND_MAX
  memory().set(currentOperation().identity.userId!, { ids, since: isAll ? since : null, generation })
  return Math.min(ids.length + confidential, COUNTED_MAX)
}

/** As pools.generation tells, but at the moment of the statement: in a restored database, transactions have other numbers. */
const GENERATION = `(SELECT extract(epoch FROM pg_postmaster_start_time())::text || '-' || oid FROM pg_database WHERE datname = current_database())`

const first = (source: string, limit: number): string => `(SELECT count(*)::int FROM (${source} LIMIT ${limit}) u)`

/**
 * SQL for UnreadFacts of all tickets that the viewer sees. A ticket becomes unread only by an entry of the log, so whatever is unread was found
 * earlier or is among the entries since; both are compared with the tickets and read markers as they are now. Confidential tickets, which begin and
 * cease to exist for people in other ways, are few: they are looked through each time.
 */
export function unreadFactsSql(scope: AudienceScope, known: KnownUnread | null): string {
  const unread = unreadSql(scope)
  const counted = `to_json(${first(`SELECT FROM support_tickets t WHERE ${unread}`, COUNTED_MAX)})`
  if (known === null) return counted
  const confidential = first(`SELECT FROM support_tickets t WHERE t.confidential AND ${unread}`, COUNTED_MAX)
  const found = (ids: string) => `json_build_object('ids', ARRAY(${ids}), 'confidential', ${confidential},
    'since', pg_snapshot_xmin(pg_current_snapshot())::text, 'generation', ${GENERATION})`
  const all = found(`
    WITH markers AS MATERIALIZED (SELECT m.ticket_id, m.${scope.readMessages} FROM read_markers m WHERE m.user_id = (SELECT viewer_id()))
    SELECT t.id FROM support_tickets t LEFT JOIN markers m ON m.ticket_id = t.id
    WHERE NOT t.confidential AND ${unreadJoinedSql(scope)} LIMIT ${FOUND_MAX}`)
  if (known === 'unknown') {
    const probed = `SELECT FROM (SELECT * FROM support_tickets LIMIT ${PROBED}) t WHERE ${unread}`
    return `CASE WHEN NOT ${IS_KEPT} THEN ${counted}
      WHEN ${first(probed, COUNTED_MAX)} = ${COUNTED_MAX} THEN to_json(${COUNTED_MAX}) ELSE ${all} END`
  }
  const { ids, since, generation } = known
  const FROM_LOG = `
    WHEN ${ENTRIES} < ${RENEWED_AFTER}
      THEN to_json(least((SELECT count(*) FROM known) + (SELECT count(*) FROM added) + ${confidential}, ${COUNTED_MAX}))
    WHEN ${ENTRIES} <= ${ENTRIES_MAX} THEN ${found(`SELECT id FROM known UNION ALL (SELECT id FROM added) LIMIT ${FOUND_MAX}`)}`
  return `(
    WITH known AS MATERIALIZED (
      SELECT t.id FROM support_tickets t WHERE t.id = ANY (${ids}::uuid[]) AND NOT t.confidential AND ${unread})
    ${since === null ? '' : `, ${sinceSql(ids, since, unread)}`}
    SELECT CASE WHEN NOT ${IS_KEPT} THEN ${counted} WHEN ${generation}::text <> ${GENERATION} THEN ${all}
      WHEN ${first('SELECT FROM known', COUNTED_MAX)} = ${COUNTED_MAX} THEN to_json(${COUNTED_MAX})
      ${since === null ? '' : FROM_LOG} ELSE ${all} END)`
}

const ENTRIES = '(SELECT count(*) FROM entries)'

/**
 * The entries of the log since then, and which tickets they have made unread, or no longer confidential. LATERAL with a LIMIT forces index lookups
 * instead of a join that reads a whole table.
 */
const sinceSql = (ids: string, since: string, unread: string): string => `
  entries AS MATERIALIZED (
    SELECT e.ticket_id, e.kind FROM ticket_events e WHERE e.txid >= ${since}::xid8 ORDER BY e.txid, e.id LIMIT ${ENTRIES_MAX + 1}),
  added AS MATERIALIZED (
    SELECT t.id FROM (SELECT DISTINCT ticket_id AS id FROM entries WHERE kind IN ('message_added', 'confidential_changed')) e
      CROSS JOIN LATERAL (SELECT t.id FROM support_tickets t WHERE t.id = e.id AND NOT t.confidential AND ${unread} LIMIT 1) t
    WHERE t.id <> ALL (${ids}::uuid[]))`
