import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/** A position in the log of all tickets: every event of an earlier transaction is before it. */
export interface LogPosition {
  txid: bigint
  id: bigint
}

const horizon = statement<{ txid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS txid')

/** The current position in the log of all tickets: later events belong to this transaction or a newer one. */
export async function logHorizon(): Promise<LogPosition> {
  return { txid: BigInt((await horizon.first())!.txid), id: 0n }
}

/** Reads `txid.id`; null for anything else. */
export function parseLogPosition(text: string): LogPosition | null {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(text)
  return match && { txid: BigInt(match[1]!), id: BigInt(match[2]!) }
}

/** Writes a position as `txid.id` at a fixed length: the length of a sealed cursor must not reveal the number of events. */
export function formatLogPosition({ txid, id }: LogPosition): string {
  return `${String(txid).padStart(20, '0')}.${String(id).padStart(19, '0')}`
}

/** Compares two positions in the log: negative, zero or positive. */
export function comparePositions(a: LogPosition, b: LogPosition): number {
  const difference = a.txid === b.txid ? a.id - b.id : a.txid - b.txid
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

// Ordered by the numeric columns: a bare `id` would refer to the selected text, and '10' sorts before '9'.
const changedSince = statement<{ ticket_id: string; txid: string; id: string }>(`
  SELECT ticket_id, txid::text, id::text FROM ticket_events
  WHERE (txid, id) > ($1::xid8, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY ticket_events.txid, ticket_events.id LIMIT $3`)
const heldBack = statement<{ held: boolean }>(`
  SELECT EXISTS (SELECT 1 FROM ticket_events WHERE txid >= pg_snapshot_xmin(pg_current_snapshot()) AND (txid, id) > ($1::xid8, $2::bigint)) AS held`)

/** The events after a position that the current identity may see. */
export async function readLogAfter(
  { txid, id }: LogPosition,
  limit: number,
): Promise<{ ticketIds: string[]; position: LogPosition; more: boolean; held: boolean }> {
  const since = [txid.toString(), id.toString()]
  const [rows, held] = await Promise.all([changedSince.rows(...since, limit), heldBack.first(...since)])
  const last = rows.at(-1)
  const position = last ? { txid: BigInt(last.txid), id: BigInt(last.id) } : { txid, id }
  const more = rows.length === limit
  return { ticketIds: [...new Set(rows.map((row) => row.ticket_id))], position, more, held: !more && held!.held }
}

/** Whom a change of tickets concerns: these people (their user ids), and all staff if it is of a ticket that all of them see. */
export interface Concerned {
  userIds: Set<string>
  allStaff: boolean
}

const concerned = statement<{ user_id: string }>(`
  SELECT unnest(participant_ids || staff_ids) AS user_id FROM support_tickets WHERE id = ANY ($1::uuid[])
  UNION
  SELECT p FROM support_tickets t, people_of_shop(t.seller_id) AS p WHERE t.id = ANY ($1::uuid[]) AND t.shop_access <> 'none'
  UNION
  SELECT admin_id FROM emergency_accesses WHERE ticket_id = ANY ($1::uuid[]) AND ended_at IS NULL`)
const concernsStaff = statement<{ all: boolean }>(`
  SELECT EXISTS (SELECT FROM support_tickets t WHERE t.id = ANY ($1::uuid[]) AND (is_in_queue(t)
    OR (NOT t.confidential AND NOT desk_is_private()))) AS all`)

/**
 * Whose inboxes a change of these tickets affects: their participants, the people of the shops that see them, and the staff for whom they exist. Who has
 * just lost one is not among them: that is published by itself.
 */
export function readConcerned(pools: Pools, ticketIds: ReadonlySet<string>): Promise<Concerned> {
  return asIdentity(pools, DESK, 'read', async () => {
    const [people, staff] = await Promise.all([concerned.rows([...ticketIds]), concernsStaff.first([...ticketIds])])
    return { userIds: new Set(people.map((row) => row.user_id)), allStaff: staff!.all }
  })
}

const revoked = statement<{ count: string }>('SELECT count::text FROM revocations')

const lost = statement<{ subject_id: string; txid: string }>(`
  SELECT subject_id, txid::text FROM live_changes
  WHERE is_restricted() AND topic = 'lost_tickets' AND (user_id IS NULL OR user_id = (SELECT viewer_id()))
    AND txid >= $1::xid8 AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY live_changes.txid LIMIT $2`)
/** After every event of a transaction. */
const LAST_ID = 9_000_000_000_000_000_000n

/**
 * The tickets that staff have lost since a position, and those that have changed in the queue or left it, where they are private: events of these do not
 * exist for them. Those of the position's own transaction may be returned again.
 */
export async function readLostAfter(
  { txid, id }: LogPosition,
  limit: number,
): Promise<{ ticketIds: string[]; position: LogPosition }> {
  const rows = (await lost.rows(txid.toString(), limit)).filter(({ txid: at }) => BigInt(at) > txid || id < LAST_ID)
  const last = rows.at(-1)
  return {
    ticketIds: [...new Set(rows.map((row) => row.subject_id))],
    position: last ? { txid: BigInt(last.txid), id: LAST_ID } : { txid, id },
  }
}

const restricted = statement<{ restricted: boolean }>('SELECT is_restricted() AS restricted')

/** Whether this operation is one of staff for whom some tickets do not exist. */
export async function isRestricted(): Promise<boolean> {
  return (await restricted.first())!.restricted
}

// Who has lost a ticket within the time for which changes are kept reads of it in a feed of their own.
const apart = statement<{ apart: boolean }>(`
  SELECT CASE WHEN NOT is_restricted() THEN false WHEN NOT desk_is_open() THEN true ELSE
    EXISTS (SELECT FROM support_tickets t WHERE t.confidential
      AND (t.staff_ids @> ARRAY[(SELECT viewer_id())] OR t.participant_ids @> ARRAY[(SELECT viewer_id())]))
    OR EXISTS (SELECT FROM emergency_accesses e WHERE e.admin_id = (SELECT viewer_id()) AND e.ended_at IS NULL)
    OR EXISTS (SELECT FROM live_changes c WHERE c.topic = 'lost_tickets' AND c.user_id = (SELECT viewer_id())) END AS apart`)

/** Whether other tickets exist for the viewer, one of the staff, than for all of them: in a private desk, and for who takes part in a confidential one. */
export async function isApart(): Promise<boolean> {
  return (await apart.first())!.apart
}

/** What staff share: nothing in a private desk; in an open one all but some tickets, if it is `restricted`, of which others see some (their user ids). */
interface SharedAccess {
  restricted: boolean
  isPrivate: boolean
  apart: ReadonlySet<string>
}

const sharedAccess = statement<{ restricted: boolean; isPrivate: boolean; apart: string[] | null }>(`
  SELECT is_restricted() AS restricted, is_restricted() AND NOT desk_is_open() AS "isPrivate",
    CASE WHEN is_restricted() AND desk_is_open() THEN staff_apart() END AS apart`)

/** What staff share, for a read in the name of all of them. */
export async function readSharedAccess(): Promise<SharedAccess> {
  const { apart: people, ...others } = (await sharedAccess.first())!
  return { ...others, apart: new Set(people) }
}

const shops = statement<{ shops: string }>(
  `SELECT array_to_string(ARRAY(SELECT unnest(viewer_shops()) ORDER BY 1), ',') AS shops`,
)

/** The ids of the shops whose people the viewer belongs to, as one text. */
export async function readViewerShops(): Promise<string> {
  return (await shops.first())!.shops
}

const exists = statement<{ exists: boolean }>('SELECT EXISTS (SELECT FROM support_tickets WHERE id = $1) AS exists')

/** Whether a ticket exists for the current identity. */
export async function ticketExists(id: string): Promise<boolean> {
  return (await exists.first(id))!.exists
}

/** The number of revocations on this desk so far. */
export async function readRevocations(): Promise<bigint> {
  return BigInt((await revoked.first())?.count ?? 0)
}
