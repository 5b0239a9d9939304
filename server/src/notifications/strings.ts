import type { UserRole } from '../generated/prisma/client.ts'
import { isolated } from '../platform/characters.ts'
import type { Notice } from './reads.ts'

/** Who a sentence is for. */
export interface Reader {
  id: string
  role: UserRole
}

const STATUSES: Record<string, string> = {
  open: 'open',
  in_progress: 'in progress',
  resolved: 'resolved',
  closed: 'closed',
}

const RESPONSES: Record<string, string> = {
  accepted: 'accepted',
  declined: 'declined',
  proposed: 'proposed another time for',
}

/** The text of a notification for its reader. */
export function notificationText(notice: Notice, reader: Reader): string {
  const { kind, count, data, ticket } = notice
  const who = notice.actor ? isolated(notice.actor.name) : 'Somebody'
  const where = ticket?.number ?? 'a conversation'
  const yours = ticket?.requesterId === reader.id ? `your ticket ${where}` : where
  switch (kind) {
    case 'reply':
      return count === 1 ? `${who} replied to ${yours}` : `${count} new replies to ${yours}`
    case 'opened':
      return ticket?.requesterId === reader.id ? `${who} opened ${where} for you` : `${who} opened ${where}`
    case 'status':
      return status(notice.actor && who, yours, STATUSES[data.to ?? ''] ?? 'changed')
    case 'assigned':
      return `${who} assigned ${where} to you`
    case 'mention':
      return count === 1 ? `${who} mentioned you in ${where}` : `You were mentioned ${count} times in ${where}`
    case 'note':
      return count === 1 ? `${who} left a note in ${where}` : `${count} new notes in ${where}`
    case 'chat_request':
      return ticket ? asked(`to join ${where}`, who, count) : asked('for a chat', who, count)
    case 'unassigned':
      return unassigned(where, data, count)
    case 'session_scheduled':
      return `${who} scheduled a session in ${yours}`
    case 'session_moved':
      return `${who} moved the session in ${yours}`
    case 'session_cancelled':
      return `${who} cancelled the session in ${yours}`
    case 'session_response':
      return `${who} ${RESPONSES[data.to ?? ''] ?? 'answered the invitation to'} the session in ${where}`
    case 'session_reminder':
      return `The session in ${yours} starts ${data.to === 'soon' ? 'in 10 minutes' : 'in 24 hours'}`
    case 'chat_decision':
      return decided(data.to === 'accepted', ticket ? `to join ${where}` : 'for a chat', who)
  }
}

// Changes by background jobs have no actor.
const status = (who: string | null | undefined, what: string, is: string): string =>
  who ? `${who} changed ${what}: it is ${is}` : `${what[0]!.toUpperCase()}${what.slice(1)} is ${is}`

function unassigned(ticket: string, { opened, reopened }: Notice['data'], count: number): string {
  if (reopened) return `${ticket} was reopened and is unassigned`
  if (count > 1) return `${count} new messages on unassigned ticket ${ticket}`
  return opened ? `New unassigned ticket ${ticket}` : `New message on unassigned ticket ${ticket}`
}

const asked = (what: string, who: string, count: number): string =>
  count === 1 ? `${who} asks ${what}` : `${count} people ask ${what}`

const decided = (accepted: boolean, what: string, who: string): string =>
  `${who} ${accepted ? 'accepted' : 'declined'} your request ${what}`
