import type { TicketStatus } from '../../generated/prisma/client.ts'
import { isVisible } from '../../platform/characters.ts'
import { cleanLine } from '../../platform/text.ts'
import { TAG_MAX, TAGS_MAX } from '../../tickets/tags.ts'
import { emptyLog } from '../bulk/foldLog.ts'
import type { TicketRow } from '../bulk/tables.ts'
import type { LocalRequester } from './authors.ts'
import type { Conversation } from './conversations.ts'
import type { Report } from './report.ts'
import { subjectOf } from './subject.ts'

const TEAM = 'Customer Service'
const TEAM_MAX = 200
const NUMBER = /^TC-?0*(\d{1,9})$/i

/** The number that a ticket can keep: only those like TC-0001. */
export function keptNumber(number: string | null | undefined): string | undefined {
  const digits = NUMBER.exec(number ?? '')?.[1]
  return digits === undefined ? undefined : `TC-${digits.padStart(4, '0')}`
}

/** The row of a new ticket, before the events of its log. */
export function ticketRow(
  id: string,
  conversation: Conversation,
  requester: LocalRequester,
  facts: { number: string | undefined; assigneeId: string | null; status: TicketStatus | undefined },
  report: Report,
): TicketRow {
  const { ticket, messages, sessions } = conversation
  const first = messages[0]?.at ?? sessions[0]?.createdAt
  const createdAt = ticket?.createdAt ?? first ?? new Date().toISOString().replace('Z', '000Z')
  const status = facts.status ?? ticket?.status ?? 'open'
  const last = messages.at(-1)?.at ?? createdAt
  return {
    ...emptyLog(createdAt, status, ticket?.resolvedAt ?? last),
    id,
    number: facts.number,
    subject: subjectOf(conversation),
    priority: ticket?.priority ?? 'medium',
    type: ticket?.type ?? (requester.role === 'seller' ? 'question' : 'problem'),
    tags: tagsOf(conversation, report),
    requesterId: requester.person.id,
    requesterRole: requester.role,
    sellerId: requester.shopId,
    assigneeId: facts.assigneeId,
    team: teamOf(ticket?.team ?? null),
    createdAt,
  }
}

function teamOf(team: string | null): string {
  const name = cleanLine(team?.toWellFormed() ?? '').slice(0, TEAM_MAX)
  return isVisible(name) ? name.toWellFormed() : TEAM
}

function tagsOf({ ticket }: Conversation, report: Report): string[] {
  if (!ticket) return []
  const clean = ticket.tags.map((tag) => cleanLine(tag.toWellFormed())).filter(isVisible)
  const unique = [...new Set(clean)]
  const kept = unique.filter((tag) => tag.length <= TAG_MAX).slice(0, TAGS_MAX)
  const lost = unique.filter((tag) => !kept.includes(tag))
  if (lost.length > 0) report.changed(ticket, `tags that are too long or too many were left out: ${lost.join(', ')}`)
  return kept
}

/** The internal notes of a ticket, with what has no other place here. */
export function notesOf({ ticket }: Conversation, keptNumberOfIt: boolean, isAssigned: boolean): string {
  if (!ticket) return ''
  const lines = [ticket.notes]
  if (ticket.number !== null && !keptNumberOfIt) lines.push(`Number before the import: ${ticket.number}`)
  if (ticket.assigneeName !== null && !isAssigned) lines.push(`Assigned before the import to: ${ticket.assigneeName}`)
  return lines.filter(Boolean).join('\n\n').toWellFormed()
}
