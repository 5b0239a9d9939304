import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { featuresOf } from './features.ts'
import { lockRequestText, textOf } from './requestText.ts'

const write = statement(`
  INSERT INTO learned_tickets (ticket_id, agent_id, tags, features) VALUES ($1, $2, $3, $4)
  ON CONFLICT (ticket_id) DO UPDATE SET agent_id = excluded.agent_id, tags = excluded.tags, features = excluded.features,
    changed = pg_current_xact_id(), learned_at = now()`)

const forget = statement('DELETE FROM learned_tickets WHERE ticket_id = $1')

/**
 * Learns from a ticket that has ended who resolved it and how it was tagged. A background job. Learning it again replaces what was
 * learned before. A ticket that was reopened meanwhile stays as it was learned last.
 */
export function learnTicket(pools: Pools, ticketId: string): Promise<void> {
  return asIdentity(pools, MAINTENANCE, 'write', () => learn(ticketId))
}

async function learn(ticketId: string): Promise<void> {
  const ticket = await lockRequestText(ticketId)
  if (!ticket?.hasEnded) return
  const features = featuresOf(textOf(ticket))
  const teachesNothing = features.length === 0 || (ticket.agentId === null && ticket.tags.length === 0)
  if (teachesNothing) await forget.rows(ticketId)
  else await write.rows(ticketId, ticket.agentId, ticket.tags, features)
}
