import { randomUUID } from 'node:crypto'
import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTickets } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { writeEnd } from './endScreenShare.ts'
import { checkShareLater } from './endSilentShares.ts'

const running = statement<{ id: string; ticket_id: string }>(
  'SELECT id, ticket_id FROM screen_shares WHERE sharer_id = $1 AND ended_at IS NULL',
)
const insert = statement<{ id: string }>(
  'INSERT INTO screen_shares (id, ticket_id, sharer_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
)
const answered = statement('DELETE FROM screen_share_asks WHERE person_id = $1 AND ticket_id = $2')

/** Starts sharing the viewer's screen in a ticket and ends their previous share. Returns the share's id. */
export async function startScreenShare(viewer: Viewer, input: { ticketId: string }): Promise<string> {
  const { ticketId } = input
  await takeAdvisoryLock(`screen_shares ${viewer.id}`)
  const before = await running.rows(viewer.id)
  // Both tickets are locked together, in the order of their ids.
  const tickets = isUuid(ticketId) ? await lockTickets([ticketId, ...before.map((share) => share.ticket_id)]) : []
  const locked = new Set(tickets.map(({ id }) => id))
  if (!locked.has(ticketId.toLowerCase())) throw notFound('ticket', 'ticketId')
  for (const share of before) if (locked.has(share.ticket_id)) await writeEnd(share, viewer.id)
  const id = randomUUID()
  // A share in a ticket in which they no longer participate is ended automatically.
  if (!(await insert.first(id, ticketId, viewer.id)))
    throw new UserError('CONFLICT', 'Your previous screen share is still ending. Try again.')
  await answered.rows(viewer.id, ticketId)
  await checkShareLater(id)
  await appendEvent({ ticketId, kind: 'screen_share_started', actorId: viewer.id, data: { shareId: id } })
  return id
}
