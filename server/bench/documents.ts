const PERSON = 'id name email role avatarUrl'
const MESSAGE = 'id clientId audience senderRole body createdAt editedAt deletedAt author { id name role }'

/** The inbox: 25 tickets with requester, assignee, unread count, last message and its author. */
export const INBOX = `query Inbox {
  tickets(first: 25) {
    edges { node {
      id number subject status priority type tags team isStarred unreadCount createdAt updatedAt version
      requester { ${PERSON} } assignee { ${PERSON} } lastMessage { ${MESSAGE} }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** A thread: the last 50 entries of a ticket's log, with their authors. */
export const THREAD = `query Thread($ticketId: ID!) {
  ticket(id: $ticketId) {
    id number subject status cursor
    timeline(last: 50) {
      edges { node { __typename id seq at actor { id name role } ... on MessageEntry { message { ${MESSAGE} } } } }
      pageInfo { hasPreviousPage startCursor }
    }
  }
}`

/** A search: 25 hits with their tickets and messages. */
export const SEARCH = `query Search($query: String!) {
  search(query: $query, first: 25) {
    edges { cursor node { excerpt ticket { id number subject status updatedAt requester { id name } } message { id createdAt author { id name } } } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** A reply, and what it changes about the ticket. */
export const REPLY = `mutation Reply($input: ReplyInput!) {
  reply(input: $input) {
    message { ${MESSAGE} }
    ticket { id status updatedAt unreadCount version }
    errors { code message path }
  }
}`

/** A hundred tickets change their priority, with what changed of each. */
export const BATCH = `mutation Batch($input: UpdateTicketsInput!) {
  updateTickets(input: $input) {
    results { ticketId ticket { id status priority assignee { id name } updatedAt version } errors { code message path } }
    errors { code message path }
  }
}`

/** What staff follow a ticket by: nothing in it depends on who looks. */
export const TICKET_EVENTS = `subscription TicketEvents($ticketId: ID!) {
  ticketEvents(ticketId: $ticketId) {
    __typename
    ... on TicketEvent {
      cursor
      entry { __typename id seq at actor { id name role } ... on MessageEntry { message { ${MESSAGE} } } }
      ticket { id status priority tags updatedAt version }
    }
    ... on FeedReset { reason }
  }
}`
