import type { NoticeWords, Texts } from '../texts.ts'

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

/** The sentences of notifications. */
export const notices: Texts['notices'] = {
  someone: 'Someone',
  conversation: 'a conversation',
  yourTicket: (ticket) => `your ticket ${ticket}`,
  request: (ticket) => (ticket ? `to join ${ticket}` : 'for a chat'),
  sentences: {
    reply: ({ who, yourTicket, count }) =>
      count === 1 ? `${who} replied to ${yourTicket}` : `${count} new replies to ${yourTicket}`,
    opened: ({ who, ticket, isYours }) => `${who} opened ${ticket}${isYours ? ' for you' : ''}`,
    status: statusText,
    assigned: ({ actor, ticket }) => (actor ? `${actor} assigned ${ticket} to you` : `${ticket} was assigned to you`),
    mention: ({ who, ticket, count }) =>
      count === 1 ? `${who} mentioned you in ${ticket}` : `You were mentioned ${count} times in ${ticket}`,
    note: ({ who, ticket, count }) =>
      count === 1 ? `${who} left a note in ${ticket}` : `${count} new notes in ${ticket}`,
    chat_request: ({ who, request, count }) =>
      count === 1 ? `${who} asks ${request}` : `${count} people ask ${request}`,
    chat_decision: ({ who, request, data }) =>
      `${who} ${data.to === 'accepted' ? 'accepted' : 'declined'} your request ${request}`,
    scheduled_message_held: ({ ticket, data }) =>
      data.reason === 'answered'
        ? `Your scheduled reply to ${ticket} was not sent because someone answered first`
        : `Your scheduled reply to ${ticket} could not be sent`,
    session_scheduled: ({ who, yourTicket }) => `${who} scheduled a session in ${yourTicket}`,
    session_moved: ({ who, yourTicket }) => `${who} moved the session in ${yourTicket}`,
    session_cancelled: ({ who, yourTicket }) => `${who} cancelled the session in ${yourTicket}`,
    session_reminder: ({ yourTicket, data }) =>
      `The session in ${yourTicket} starts ${data.to === 'soon' ? 'in 10 minutes' : 'in 24 hours'}`,
    session_response: ({ who, ticket, data }) =>
      `${who} ${RESPONSES[data.to ?? ''] ?? 'answered the invitation to'} the session in ${ticket}`,
    emergency_access: ({ who, yourTicket, data }) =>
      `${who} opened ${yourTicket} with emergency access: “${data.reason ?? ''}”`,
    rating_requested: ({ ticket }) => `Please rate the help you got with ${ticket}`,
    rated: ({ who, ticket, data }) => `${who} rated ${ticket}: ${data.to} of 5`,
    shop_ticket: ({ who, ticket, count }) =>
      count === 1 ? `${who} wrote to your shop in ${ticket}` : `${count} new messages to your shop in ${ticket}`,
    shop_asked_in: ({ who, ticket }) => `${who} asked your shop into ${ticket}`,
    shop_assigned: ({ who, ticket }) => `${who} assigned ${ticket} to you`,
    case_escalated: ({ who, ticket }) => `${who} asks you to step in on ${ticket}`,
    shop_reminder: ({ ticket }) => `${ticket} is still waiting for an answer from your shop`,
    response_overdue: ({ yourTicket }) => `The shop has not answered ${yourTicket} in time: you can ask us to step in`,
    evidence_requested: ({ who, yourTicket }) => `${who} asks for evidence in ${yourTicket}`,
    case_decided: ({ who, yourTicket }) => `${who} decided the dispute in ${yourTicket}`,
    case_appealed: ({ who, yourTicket }) => `${who} appealed the decision in ${yourTicket}`,
    case_due: ({ ticket, data }) =>
      data.to === 'evidence'
        ? `The evidence asked for in ${ticket} was not sent in time`
        : `The decision in ${ticket} is due`,
    unassigned: unassignedText,
  },
}

// Changes by background jobs have no actor.
function statusText({ actor, yourTicket, data }: NoticeWords): string {
  const status = STATUSES[data.to ?? ''] ?? 'changed'
  return actor
    ? `${actor} changed ${yourTicket}: it is ${status}`
    : `${yourTicket[0]!.toUpperCase()}${yourTicket.slice(1)} is ${status}`
}

function unassignedText({ ticket, count, data }: NoticeWords): string {
  if (data.reopened) return `${ticket} was reopened and is unassigned`
  if (count > 1) return `${count} new messages on unassigned ticket ${ticket}`
  return data.opened ? `New unassigned ticket ${ticket}` : `New message on unassigned ticket ${ticket}`
}
