import type pg from 'pg'
import type { LogState, ShopSide } from './foldLog.ts'

const LOCK = `
  SELECT id, status, resolved_at AS "resolvedAt", last_seq AS "lastSeq", public_seq AS "publicSeq",
    message_count AS "messageCount", public_message_count AS "publicMessageCount", last_message_id AS "lastMessageId",
    public_last_message_id AS "publicLastMessageId", updated_at AS "updatedAt", public_updated_at AS "publicUpdatedAt",
    waiting_on AS "waitingOn", waiting_since AS "waitingSince",
    CASE WHEN has_shop_side THEN json_build_object('answers', addressed_to = 'shop' AND escalated_at IS NULL,
      'requesters', ARRAY(SELECT unnest(participant_ids) EXCEPT SELECT unnest(shop_participant_ids)), 'seq', shop_seq, 'messageCount', shop_message_count,
      'lastMessageId', shop_last_message_id, 'updatedAt', shop_updated_at, 'waitingOn', shared_waiting_on, 'waitingSince', shared_waiting_since) END AS shop
  FROM support_tickets WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`

// JavaScript times have no microseconds: one that is the same without them is kept.
const UPDATE = `
  UPDATE support_tickets SET last_seq = $2, public_seq = $3, last_key = 0, public_last_key = CASE WHEN public_seq = $3 THEN public_last_key ELSE 0 END, message_count = $4, public_message_count = $5,
    last_message_id = $6, public_last_message_id = $7, updated_at = greatest(updated_at, $8), public_updated_at = greatest(public_updated_at, $9),
    waiting_since = CASE WHEN date_trunc('milliseconds', waiting_since) IS DISTINCT FROM date_trunc('milliseconds', $11::timestamptz)
      THEN $11::timestamptz ELSE waiting_since END, waiting_on = $10::waiting_on,
    shop_last_key = CASE WHEN shop_seq = $12 THEN shop_last_key ELSE 0 END, shop_seq = $12, shop_message_count = $13, shop_last_message_id = $14,
    shop_updated_at = greatest(shop_updated_at, $15),
    shared_waiting_since = CASE WHEN date_trunc('milliseconds', shared_waiting_since) IS DISTINCT FROM date_trunc('milliseconds', $17::timestamptz)
      THEN $17::timestamptz ELSE shared_waiting_since END, shared_waiting_on = $16::waiting_on
  WHERE id = $1`

/** The state of the logs of existing tickets, whose rows are locked, since people may be writing in them. */
export async function lockLogs(client: pg.ClientBase, ticketIds: readonly string[]): Promise<Map<string, LogState>> {
  const { rows } = await client.query(LOCK, [ticketIds])
  return new Map(rows.map((row) => [row.id as string, stateFrom(row)]))
}

/** Writes the state of a locked log to its ticket. */
export async function saveLog(client: pg.ClientBase, ticketId: string, state: LogState): Promise<void> {
  await client.query({ name: 'grow ticket', text: UPDATE, values: [ticketId, ...kept(state)] })
}

function stateFrom(row: Record<string, any>): LogState {
  const iso = (time: Date | string | null) => (time === null ? null : new Date(time).toISOString())
  const shop = row['shop'] as ShopSide | null
  return {
    ...(row as LogState),
    resolvedAt: iso(row['resolvedAt']),
    updatedAt: iso(row['updatedAt'])!,
    publicUpdatedAt: iso(row['publicUpdatedAt'])!,
    waitingSince: iso(row['waitingSince']),
    shop: shop && { ...shop, updatedAt: iso(shop.updatedAt)!, waitingSince: iso(shop.waitingSince) },
  }
}

function kept(state: LogState): unknown[] {
  return [
    state.lastSeq,
    state.publicSeq,
    state.messageCount,
    state.publicMessageCount,
    state.lastMessageId,
    state.publicLastMessageId,
    state.updatedAt,
    state.publicUpdatedAt,
    state.waitingOn,
    state.waitingSince,
    state.shop?.seq ?? 0,
    state.shop?.messageCount ?? 0,
    state.shop?.lastMessageId ?? null,
    state.shop?.updatedAt ?? null,
    state.shop?.waitingOn ?? null,
    state.shop?.waitingSince ?? null,
  ]
}
