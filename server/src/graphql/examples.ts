/** The initial content of GraphiQL: examples for each role, including subscriptions. */
export const EXAMPLE_OPERATIONS = `# Parley's API. Requests use your sign-in to the desk in this browser.
# Put the cursor into an operation and press Ctrl+Enter. Every field is documented: Ctrl+Space, or the book on the left.

# Who am I, and what does this desk call its roles?
query Me {
  viewer { id name role email }
  desk { name profile roleNames { role one many } }
}

# Buyers and sellers: my tickets. Staff: the whole desk.
query Inbox {
  tickets(first: 25, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount
    cursor
    edges { node { id number subject status priority unreadCount snippet waitingOn requester { name role } } }
    pageInfo { hasNextPage endCursor }
  }
  ticketCounts { open inProgress resolved closed unread starred mine unassigned }
}

# Staff: unassigned tickets, longest waiting first.
query Unclaimed {
  tickets(first: 10, filter: { unassigned: true, status: [OPEN], waitingOn: STAFF }, orderBy: { field: UPDATED_AT, direction: ASC }) {
    edges { node { number subject waitingSince tags } }
  }
}

# A conversation, with what happened in it. \`cursor\` is where to follow it from.
query Thread {
  ticket(number: "TC-0001") {
    id subject status cursor
    timeline(last: 50) {
      edges { node {
        __typename seq at actor { name }
        ... on MessageEntry { message { id body audience editedAt } }
        ... on StatusEntry { from to }
        ... on PriorityEntry { was: from became: to }
        ... on TagsEntry { added removed }
      } }
    }
  }
}

# Buyers and sellers: ask something. Sending the same clientId again changes nothing.
mutation Ask {
  createTicket(input: { subject: "Where is my parcel?", body: "It should have come on Monday.", clientId: "3f1c9a52-6b1e-4d6c-9a57-0c7a5d2f9e11" }) {
    ticket { id number }
    errors { code message path }
  }
}

# Everyone: answer. Put a ticket's id here, and a UUID of your own.
mutation Reply($ticketId: ID!, $clientId: ID!) {
  reply(input: { ticketId: $ticketId, clientId: $clientId, body: "Thank you, I am looking into it." }) {
    message { id createdAt }
    errors { code message }
  }
}

# Buyers and sellers: done with it. Staff: resolve it.
mutation Close($ticketId: ID!) {
  setStatus(input: { ticketId: $ticketId, status: CLOSED }) { ticket { status version } errors { code message } }
}

# Staff: take it. Exactly one of all who try at once gets it; the others read who did.
mutation Claim($ticketId: ID!) {
  claim(input: { ticketId: $ticketId }) { ticket { number status assignee { name } } errors { code message } }
}

# Staff: who asks to be let in.
query Requests {
  chatRequests(status: [PENDING], first: 10) { edges { node { id reason createdAt requester { name role } ticket { number } } } }
}

# My notifications, and the number of unread ones.
query Notifications {
  notifications(first: 10) { unreadCount edges { node { id text createdAt readAt ticket { number } } } }
}

# Live: my new notifications.
subscription NewNotifications { notificationAdded { id text ticket { number } } }

# Live: one ticket, from where the query above has left off (after: its cursor).
subscription FollowTicket($ticketId: ID!, $after: Cursor) {
  ticketEvents(ticketId: $ticketId, after: $after) {
    ... on TicketEvent { cursor entry { __typename seq ... on MessageEntry { message { body author { name } } } } changedMessage { id body } ticket { status } }
    ... on FeedReset { reason }
  }
}

# Live: every ticket you may see.
subscription FollowInbox($after: Cursor) {
  inboxEvents(after: $after) {
    ... on InboxUpdate { cursor tickets { number subject status snippet unreadCount } removedIds }
    ... on FeedReset { reason }
  }
}
`
