import { isolated } from '../lib/person.ts'
import type { HistoryEntryFragment, TicketPriority, TicketStatus } from './history.generated.ts'

/** Statuses as people say them. */
const STATUS_WORDS: Record<TicketStatus, string> = {
  OPEN: 'open',
  IN_PROGRESS: 'in progress',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
}

/** Priorities as people say them. */
const PRIORITY_WORDS: Record<TicketPriority, string> = { LOW: 'low', MEDIUM: 'medium', HIGH: 'high' }

/** Turns a fact of a ticket's history into a sentence for one reader: "You" or the name. */
export function inWords(entry: HistoryEntryFragment, readerId: string, locale = 'en'): string {
  const who = entry.actor ? (entry.actor.id === readerId ? 'You' : isolated(entry.actor.name)) : 'The desk'
  switch (entry.__typename) {
    case 'StatusEntry':
      return `${who} ${statusChange(entry.statusFrom, entry.statusTo)}`
    case 'PriorityEntry':
      return `${who} changed the priority from ${PRIORITY_WORDS[entry.priorityFrom]} to ${PRIORITY_WORDS[entry.priorityTo]}`
    case 'TagsEntry':
      return `${who} ${tagChange(entry.added, entry.removed, locale)}`
    case 'AssignmentEntry':
      return assignment(entry, who, readerId)
    case 'ChatRequestEntry':
      return chatRequest(entry, who, readerId)
    case 'ParticipantEntry':
      return participation(entry, who, readerId)
    case 'ScreenShareEntry':
      if (entry.started) return `${who} started sharing the screen`
      return entry.actor
        ? `${who} stopped sharing the screen`
        : 'The screen is not shared any more: the connection was lost'
    case 'MessageEntry':
      return `${who} wrote a message`
  }
  // A server newer than this client may log kinds it has no words for.
  return `${who} changed this ticket`
}

function statusChange(from: TicketStatus | null, to: TicketStatus): string {
  if (from === null) return 'opened this ticket'
  if (to === 'CLOSED') return 'closed this ticket'
  if (to === 'RESOLVED') return 'resolved this ticket'
  if (to === 'OPEN' && (from === 'RESOLVED' || from === 'CLOSED')) return 'reopened this ticket'
  return `changed the status from ${STATUS_WORDS[from]} to ${STATUS_WORDS[to]}`
}

function tagChange(added: readonly string[], removed: readonly string[], locale: string): string {
  const list = (tags: readonly string[]) => new Intl.ListFormat(locale).format(tags.map((tag) => `“${isolated(tag)}”`))
  const noun = (tags: readonly string[]) => (tags.length === 1 ? 'the tag' : 'the tags')
  const parts: string[] = []
  if (added.length > 0) parts.push(`added ${noun(added)} ${list(added)}`)
  if (removed.length > 0) parts.push(`removed ${noun(removed)} ${list(removed)}`)
  return parts.join(' and ') || 'changed the tags'
}

type AssignmentFact = Extract<HistoryEntryFragment, { __typename: 'AssignmentEntry' }>

function assignment(entry: AssignmentFact, who: string, readerId: string): string {
  const { actor, assignee, team, claimed, reason, previous, awayMinutes } = entry
  if (reason === 'CLAIM_EXPIRED' && awayMinutes) {
    const away = previous?.id === readerId ? 'you were' : `${previous ? isolated(previous.name) : 'its owner'} was`
    return `Returned to the queue: ${away} away for ${awayMinutes === 1 ? 'a minute' : `${awayMinutes} minutes`}`
  }
  if (reason === 'ASSIGNEE_UNAVAILABLE')
    return `Returned to the queue: ${previous ? isolated(previous.name) : 'its assignee'} can no longer be assigned tickets`
  // The reason is for staff.
  if (!actor && !assignee) return 'Returned to the queue'
  const whom = assignee && (assignee.id === readerId ? 'you' : isolated(assignee.name))
  if (claimed) return `${who} claimed this ticket`
  if (team) return `${who} moved this ticket to ${isolated(team)}${whom ? `, assigned to ${whom}` : ''}`
  if (!whom) return `${who} returned this ticket to the queue`
  if (actor?.id === assignee.id) return `${who} claimed this ticket`
  return `${who} assigned this ticket to ${whom}`
}

type ChatRequestFact = Extract<HistoryEntryFragment, { __typename: 'ChatRequestEntry' }>

function chatRequest({ request, change, fromStart }: ChatRequestFact, who: string, readerId: string): string {
  const own = request.requester.id === readerId
  const whom = own ? 'you' : isolated(request.requester.name)
  const whose = own ? 'your' : `${whom}’s`
  if (change === 'PENDING') return `${who} asked to join`
  if (change === 'CANCELLED') return `${who} took back the request to join`
  if (change === 'DECLINED') return `${who} declined ${whose} request to join`
  if (request.isLiveChat) return `${who} accepted ${whose} request for a live chat`
  return `${who} let ${whom} in, ${fromStart ? 'from the start' : 'from here on'}`
}

type ParticipantFact = Extract<HistoryEntryFragment, { __typename: 'ParticipantEntry' }>

function participation({ actor, person, joined }: ParticipantFact, who: string, readerId: string): string {
  if (!joined && person && person.id === actor?.id) return `${who} left this ticket`
  const whom = person ? (person.id === readerId ? 'you' : isolated(person.name)) : 'somebody'
  return joined ? `${who} added ${whom}` : `${who} removed ${whom}`
}
