import type { NotificationKind, UserRole } from '../generated/prisma/client.ts'
import { isolated } from '../platform/characters.ts'
import type { Notice } from './reads.ts'

/** Who a sentence is for. */
export interface Reader {
  id: string
  role: UserRole
}

/** What the sentences are made of. */
interface Words {
  /** Who did it; `actor` is null if no person did. */
  who: string
  actor: string | null
  /** The ticket's number, and the same from the reader's point of view. */
  ticket: string
  yourTicket: string
  isYours: boolean
  /** What was asked for. */
  request: string
  count: number
  data: Notice['data']
}

interface Kind {
  /** Describes the GraphQL value, which is the kind in capitals. */
  description: string
  text: (words: Words) => string
  /** Set if people see it although they do not see its ticket, or see it no longer. */
  isShownWithoutTicket?: true
}

/** Every kind of notification. Who may receive and raise which is in `prisma/sql/60_notifications.sql`. */
export const NOTIFICATION_KINDS: Readonly<Record<NotificationKind, Kind>> = {
  reply: {
    description: 'A reply in one of the viewer’s tickets.',
    text: ({ who, yourTicket, count }) =>
      count === 1 ? `${who} replied to ${yourTicket}` : `${count} new replies to ${yourTicket}`,
  },
  opened: {
    description: 'Staff created a ticket for the viewer.',
    text: ({ who, ticket, isYours }) => `${who} opened ${ticket}${isYours ? ' for you' : ''}`,
  },
  status: {
    description: 'The status of one of the viewer’s tickets changed.',
    text: statusText,
  },
  assigned: {
    description: 'Staff: a ticket was assigned to the viewer.',
    text: ({ actor, ticket }) => (actor ? `${actor} assigned ${ticket} to you` : `${ticket} was assigned to you`),
  },
  mention: {
    description: 'Staff: the viewer was mentioned in an internal note.',
    text: ({ who, ticket, count }) =>
      count === 1 ? `${who} mentioned you in ${ticket}` : `You were mentioned ${count} times in ${ticket}`,
  },
  note: {
    description: 'Staff: an internal note in a ticket assigned to the viewer.',
    text: ({ who, ticket, count }) =>
      count === 1 ? `${who} left a note in ${ticket}` : `${count} new notes in ${ticket}`,
  },
  chat_request: {
    description: 'Staff: a request to join a ticket or for a live chat.',
    text: ({ who, request, count }) => (count === 1 ? `${who} asks ${request}` : `${count} people ask ${request}`),
  },
  chat_decision: {
    description: 'A request of the viewer was decided.',
    text: ({ who, request, data }) =>
      `${who} ${data.to === 'accepted' ? 'accepted' : 'declined'} your request ${request}`,
    isShownWithoutTicket: true,
  },
  scheduled_message_held: {
    description: 'A scheduled message of the viewer was not sent.',
    text: ({ ticket, data }) =>
      data.reason === 'answered'
        ? `Your scheduled reply to ${ticket} was not sent because someone answered first`
        : `Your scheduled reply to ${ticket} could not be sent`,
  },
  session_scheduled: {
    description: 'A session with the viewer was scheduled.',
    text: ({ who, yourTicket }) => `${who} scheduled a session in ${yourTicket}`,
  },
  session_moved: {
    description: 'A session with the viewer was moved.',
    text: ({ who, yourTicket }) => `${who} moved the session in ${yourTicket}`,
  },
  session_cancelled: {
    description: 'A session with the viewer was cancelled.',
    text: ({ who, yourTicket }) => `${who} cancelled the session in ${yourTicket}`,
  },
  session_reminder: {
    description: 'A session with the viewer starts soon.',
    text: ({ yourTicket, data }) =>
      `The session in ${yourTicket} starts ${data.to === 'soon' ? 'in 10 minutes' : 'in 24 hours'}`,
  },
  session_response: {
    description: 'Staff: somebody answered the viewer’s invitation.',
    text: ({ who, ticket, data }) =>
      `${who} ${RESPONSES[data.to ?? ''] ?? 'answered the invitation to'} the session in ${ticket}`,
  },
  emergency_access: {
    description: 'An admin asked for access to a private ticket of the viewer’s.',
    text: ({ who, yourTicket, data }) => `${who} opened ${yourTicket} with emergency access: “${data.reason ?? ''}”`,
  },
  rating_requested: {
    description: 'The desk asks the viewer to rate a resolved ticket.',
    text: ({ ticket }) => `Please rate the help you got with ${ticket}`,
  },
  rated: {
    description: 'Staff: a requester rated a ticket assigned to the viewer.',
    text: ({ who, ticket, data }) => `${who} rated ${ticket}: ${data.to} of 5`,
  },
  shop_ticket: {
    description: 'People of a shop: a customer wrote to it and nobody of the shop handles the ticket.',
    text: ({ who, ticket, count }) =>
      count === 1 ? `${who} wrote to your shop in ${ticket}` : `${count} new messages to your shop in ${ticket}`,
  },
  shop_asked_in: {
    description: 'People of a shop: staff asked the shop into a ticket.',
    text: ({ who, ticket }) => `${who} asked your shop into ${ticket}`,
  },
  shop_assigned: {
    description: 'People of a shop: the viewer handles a ticket for the shop.',
    text: ({ who, ticket }) => `${who} assigned ${ticket} to you`,
  },
  case_escalated: {
    description: 'Staff: one side of a ticket asked the platform to step in.',
    text: ({ who, ticket }) => `${who} asks you to step in on ${ticket}`,
  },
  shop_reminder: {
    description: 'The people of a shop: half of the time to answer a ticket is over.',
    text: ({ ticket }) => `${ticket} is still waiting for an answer from your shop`,
  },
  response_overdue: {
    description: 'The shop has not answered one of the viewer’s tickets by its deadline.',
    text: ({ yourTicket }) => `The shop has not answered ${yourTicket} in time: you can ask us to step in`,
  },
  evidence_requested: {
    description: 'Staff asked the viewer’s side of a dispute for evidence.',
    text: ({ who, yourTicket }) => `${who} asks for evidence in ${yourTicket}`,
  },
  case_decided: {
    description: 'A dispute of the viewer was decided.',
    text: ({ who, yourTicket }) => `${who} decided the dispute in ${yourTicket}`,
  },
  case_appealed: {
    description: 'The other side appealed a decision; for staff: an appeal is to be decided.',
    text: ({ who, yourTicket }) => `${who} appealed the decision in ${yourTicket}`,
  },
  case_due: {
    description: 'Staff: a decision is due, or evidence was not sent in time.',
    text: ({ ticket, data }) =>
      data.to === 'evidence'
        ? `The evidence asked for in ${ticket} was not sent in time`
        : `The decision in ${ticket} is due`,
  },
  unassigned: {
    description:
      'Staff: a customer wrote in an unassigned ticket. Removed as soon as somebody is assigned, answers or ends the ticket.',
    text: unassignedText,
  },
}

/** The text of a notification for its reader. */
export function notificationText(notice: Notice, reader: Reader): string {
  const { kind, count, data } = notice
  const actor = notice.actor && isolated(notice.actor.name)
  const ticket = notice.ticket?.number ?? 'a conversation'
  const isYours = notice.ticket?.requesterId === reader.id
  return NOTIFICATION_KINDS[kind].text({
    who: actor ?? 'Someone',
    actor,
    ticket,
    yourTicket: isYours ? `your ticket ${ticket}` : ticket,
    isYours,
    request: notice.ticket ? `to join ${ticket}` : 'for a chat',
    count,
    data,
  })
}

const RESPONSES: Record<string, string> = {
  accepted: 'accepted',
  declined: 'declined',
  proposed: 'proposed another time for',
}

const STATUSES: Record<string, string> = {
  open: 'open',
  in_progress: 'in progress',
  resolved: 'resolved',
  closed: 'closed',
}

// Changes by background jobs have no actor.
function statusText({ actor, yourTicket, data }: Words): string {
  const status = STATUSES[data.to ?? ''] ?? 'changed'
  return actor
    ? `${actor} changed ${yourTicket}: it is ${status}`
    : `${yourTicket[0]!.toUpperCase()}${yourTicket.slice(1)} is ${status}`
}

function unassignedText({ ticket, count, data }: Words): string {
  if (data.reopened) return `${ticket} was reopened and is unassigned`
  if (count > 1) return `${count} new messages on unassigned ticket ${ticket}`
  return data.opened ? `New unassigned ticket ${ticket}` : `New message on unassigned ticket ${ticket}`
}
