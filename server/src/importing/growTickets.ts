import type pg from 'pg'
import type { LogState } from './bulk/foldLog.ts'
import { eventRows, messageRows } from './bulk/tables.ts'
import { appendMessages, type Identified } from './ticketOf.ts'

const SECOND_MS = 1000

const LOCK = `
  SELECT id, status, resolved_at AS "resolvedAt", last_seq AS "lastSeq", public_seq AS "publicSeq",
    message_count AS "messageCount", public_message_count AS "publicMessageCount", last_message_id AS "lastMessageId",
    public_last_message_id AS "publicLastMessageId", updated_at AS "updatedAt", public_updated_at AS "publicUpdatedAt",
    waiting_on AS "waitingOn", waiting_since AS "waitingSince"
  FROM support_tickets WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`

// JavaScript times have no microseconds: they must not go back by one.
const UPDATE = `
  UPDATE support_tickets SET last_seq = $2, public_seq = $3, message_count = $4, public_message_count = $5,
    last_message_id = $6, public_last_message_id = $7, updated_at = greatest(updated_at, $8), public_updated_at = greatest(public_updated_at, $9),
    waiting_since = CASE WHEN waiting_on IS DISTINCT FROM $10::waiting_on THEN $11::timestamptz ELSE waiting_since END, waiting_on = $10
  WHERE id = $1`

/** Appends new messages to existing tickets. Their rows are locked, since people may be writing in them. */
export async function growTickets(
  client: pg.ClientBase,
  grown: Identified[],
  people: ReadonlyMap<string, string>,
): Promise<void> {
  if (grown.length === 0) return
  const { rows } = await client.query(LOCK, [grown.map(({ id }) => id)])
  const states = new Map(rows.map((row) => [row.id as string, stateFrom(row)]))
  for (const one of grown) {
    const state = states.get(one.id)!
    const said = one.conversation.madeUpTimes ? afterwards(one.messages, state) : one.messages
    const { messages, events } = appendMessages(state, one.id, said, people)
    await messageRows.into(client, messages)
    await eventRows.into(client, events)
    await client.query({ name: 'grow ticket', text: UPDATE, values: [one.id, ...kept(state)] })
  }
}

function stateFrom(row: Record<string, any>): LogState {
  const iso = (time: Date | null) => time?.toISOString() ?? null
  return {
    ...(row as LogState),
    resolvedAt: iso(row['resolvedAt']),
    updatedAt: iso(row['updatedAt'])!,
    publicUpdatedAt: iso(row['publicUpdatedAt'])!,
    waitingSince: iso(row['waitingSince']),
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
  ]
}

/** Generated times would place new messages before the desk's replies. */
function afterwards(messages: Identified['messages'], { updatedAt }: LogState): Identified['messages'] {
  const last = Date.parse(updatedAt)
  return messages.map((message, index) => ({ ...message, at: new Date(last + (index + 1) * SECOND_MS).toISOString() }))
}
