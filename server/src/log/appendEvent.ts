import { statement } from '../platform/database/statement.ts'
import type { Audience, EventKind } from '../generated/prisma/client.ts'

/** A fact to be written to a ticket's log. */
export interface Fact {
  ticketId: string
  kind: EventKind
  /** Null for background jobs. */
  actorId: string | null
  /** Who may see it; participants unless told. */
  audience?: Audience
  messageId?: string
  /** What changed, in the words of docs/live-updates.md. */
  data?: Record<string, unknown>
}

const insert = statement<{ seq: number; public_seq: number | null }>(`
  INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
  VALUES ($1, $2::event_kind, $3, $4::audience, $5, $6) RETURNING seq, public_seq`)

/**
 * Appends a fact to its ticket's log: a trigger locks the ticket, gives the next seq, keeps the counters and sends the
 * hint, all in the current transaction. Returns the seqs.
 */
export async function appendEvent(fact: Fact): Promise<{ seq: number; public_seq: number | null }> {
  const { ticketId, kind, actorId, audience = 'participants', messageId = null, data = {} } = fact
  return (await insert.first(ticketId, kind, actorId, audience, messageId, JSON.stringify(data)))!
}

const insertMany = statement(`
  INSERT INTO ticket_events (ticket_id, kind, actor_id, data)
  SELECT fact.id, $1::event_kind, $2, fact.data FROM jsonb_to_recordset($3::jsonb) AS fact (id uuid, data jsonb)`)

/** Appends the same kind of fact to the logs of several tickets, in one statement; everyone in them may see it. */
export async function appendEvents(
  kind: EventKind,
  actorId: string,
  facts: { id: string; data: object }[],
): Promise<void> {
  if (facts.length > 0) await insertMany.rows(kind, actorId, JSON.stringify(facts))
}
