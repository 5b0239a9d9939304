import { statement } from '../platform/database/statement.ts'
import type { EventKind } from '../generated/prisma/client.ts'
import type { EventKinds } from './schema.kinds.ts'

/** An event to be written to a ticket's log. */
type NewEvent<K extends EventKind> = {
  ticketId: string
  kind: K
  /** Null for background jobs. */
  actorId: string | null
  messageId?: string
  data: EventKinds[K]['data']
} & (EventKinds[K]['audience'] extends 'participants'
  ? { audience?: 'participants' }
  : { audience: EventKinds[K]['audience'] })

const insert = statement<{ seq: number; public_seq: number | null }>(`
  INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
  VALUES ($1, $2::event_kind, $3, $4::audience, $5, $6) RETURNING seq, public_seq`)

/**
 * Appends an event to its ticket's log: a trigger locks the ticket, assigns the next seq, updates the counters and sends the
 * hint, all in the current transaction. Returns the seqs.
 */
export async function appendEvent<K extends EventKind>(
  event: NewEvent<K>,
): Promise<{ seq: number; public_seq: number | null }> {
  const { ticketId, kind, actorId, audience = 'participants', messageId = null, data } = event
  return (await insert.first(ticketId, kind, actorId, audience, messageId, JSON.stringify(data)))!
}

const insertUnreadable = statement(`
  INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, data) VALUES ($1, $2::event_kind, $3, $4::audience, $5)`)

/** Appends an event that its own actor may not read: RETURNING would require a policy that lets them. */
export async function appendUnreadableEvent<K extends EventKind>(event: NewEvent<K>): Promise<void> {
  const { ticketId, kind, actorId, audience, data } = event
  await insertUnreadable.rows(ticketId, kind, actorId, audience, JSON.stringify(data))
}

const insertMany = statement(`
  INSERT INTO ticket_events (ticket_id, kind, actor_id, data)
  SELECT event.id, $1::event_kind, $2, event.data FROM jsonb_to_recordset($3::jsonb) AS event (id uuid, data jsonb)`)

/** Appends an event of the same kind to the logs of several tickets, in one statement; all participants may see it. */
export async function appendEvents<K extends EventKind>(
  kind: K,
  actorId: string,
  events: { id: string; data: EventKinds[K]['data'] }[],
): Promise<void> {
  if (events.length > 0) await insertMany.rows(kind, actorId, JSON.stringify(events))
}
