import type { TicketStatus } from '../generated/prisma/client.ts'

/** Whether a ticket has ended: it is resolved or closed. In SQL: `has_ended()`. */
export const hasEnded = (status: TicketStatus): boolean => status === 'resolved' || status === 'closed'

/** The status of a ticket that returns to the queue: open, unless it has ended. */
export const statusInQueue = (status: TicketStatus): TicketStatus => (status === 'in_progress' ? 'open' : status)

/** SQL for `statusInQueue` of the column `status`. */
export const statusInQueueSql = (status: string): string =>
  `CASE WHEN ${status} = 'in_progress' THEN 'open'::ticket_status ELSE ${status} END`

/** The status of a ticket after a claim: in progress, unless it has ended. */
export const statusOfClaim = (status: TicketStatus): TicketStatus => (status === 'open' ? 'in_progress' : status)
