import type { TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import type { Fields } from './fields.ts'
import type { ForeignTicket } from './model.ts'
import type { Origin, Report } from './report.ts'
import type { Times } from './times.ts'
import { keyOf, priorityIn, statusIn, typeIn } from './vocabulary.ts'

/** The columns that tickets have in both systems. */
export const TICKET_COLUMNS = {
  id: ['id', 'uuid', 'ticket_id'],
  number: ['ticket_number', 'number', 'ticket_no', 'reference'],
  subject: ['subject', 'title', 'topic'],
  status: ['status', 'state', 'ticket_status'],
  priority: ['priority', 'urgency'],
  assigneeName: ['assigned_to', 'assignee', 'agent', 'assigned_agent'],
  notes: ['notes', 'internal_notes', 'admin_notes', 'counselor_notes'],
  createdAt: ['created_at', 'inserted_at', 'created'],
  resolvedAt: ['resolved_at', 'closed_at', 'completed_at'],
  tags: ['tags', 'labels'],
  starred: ['is_starred', 'starred'],
  team: ['assigned_team', 'team', 'department'],
  type: ['ticket_type', 'type', 'category'],
}

type Column = keyof typeof TICKET_COLUMNS

/** The part of a ticket that these columns have. Words without a known meaning are reported. */
export function ticketFrom(
  fields: Fields<Column>,
  origin: Origin,
  { report, times }: { report: Report; times: Times },
): Omit<ForeignTicket, 'personId' | 'shopId' | 'assigneeId'> {
  const known = <Meaning extends string>(column: Column, meaning: Meaning | undefined, fallback: Meaning): Meaning => {
    const text = fields.text(column)
    const kept = meaning ?? fallback
    // What the word says beyond its meaning here is lost.
    if (text !== null && keyOf(text) !== kept) report.changed(origin, `${column} "${text}" became ${kept}`)
    return kept
  }
  return {
    ...origin,
    number: fields.text('number'),
    subject: fields.text('subject'),
    status: known<TicketStatus>('status', statusIn(fields.text('status')), 'open'),
    priority: known<TicketPriority>('priority', priorityIn(fields.text('priority')), 'medium'),
    type: known<TicketType>('type', typeIn(fields.text('type')), 'problem'),
    assigneeName: fields.text('assigneeName'),
    team: fields.text('team'),
    tags: fields.list('tags'),
    notes: fields.text('notes') ?? '',
    starred: fields.flag('starred') ?? false,
    createdAt: times.parse(fields.text('createdAt')),
    resolvedAt: times.parse(fields.text('resolvedAt')),
  }
}
