import { randomUUID } from 'node:crypto'
import { appendEvent } from '../history/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { writeEnd } from './endScreenShare.ts'

const running = statement<{ id: string; ticket_id: string }>(
  'SELECT id, ticket_id FROM screen_shares WHERE sharer_id = $1 AND ended_at IS NULL',
)
const insert = statement<{ id: string }>(
  'INSERT INTO screen_shares (id, ticket_id, sharer_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
)
const answered = statement('DELETE FROM screen_share_asks WHERE person_id = $1 AND ticket_id = $2')

/** Starts to share the viewer's screen in a ticket; ends what they shared before. Returns the share's id. */
export async function startScreenShare(viewer: Viewer, input: { ticketId: string }): Promise<string> {
  const ticket = await lockTicket(input.ticketId)
  for (const share of await running.rows(viewer.id)) await writeEnd(share, viewer.id)
  const id = randomUUID()
  if (!(await insert.first(id, ticket.id, viewer.id)))
    throw new UserError('CONFLICT', 'Another share of yours is just ending. Try again.')
  await answered.rows(viewer.id, ticket.id)
  await appendEvent({ ticketId: ticket.id, kind: 'screen_share_started', actorId: viewer.id, data: { shareId: id } })
  return id
}
