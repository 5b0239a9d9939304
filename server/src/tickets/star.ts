import { isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { notFound } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Stars a ticket for the viewer, or removes the star. Only the viewer sees it, and the ticket does not change. */
export async function star(viewer: Viewer, input: { ticketId: string; starred: boolean }): Promise<void> {
  const { ticketId } = input
  const ticket = isUuid(ticketId)
    ? await prisma.ticket.findFirst({ where: { id: ticketId }, select: { id: true } })
    : null
  if (!ticket) throw notFound('ticket', 'ticketId')
  const key = { userId: viewer.id, ticketId }
  if (input.starred) await prisma.star.createMany({ data: [key], skipDuplicates: true })
  else await prisma.star.deleteMany({ where: key })
}
