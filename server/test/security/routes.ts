/** How a check gets to a field of a type; FIELD stands for what is asked there. */
export interface Route {
  operation: string
  /** Where the object that has the field stands in the answer. */
  path: string
}

const ticket = (selection: string, path: string): Route => ({
  operation: `query ($ticket: ID!) { ticket(id: $ticket) { ${selection} } }`,
  path: `ticket.${path}`,
})
const node = (variable: string, selection: string, path: string): Route => ({
  operation: `query ($${variable}: ID!) { node(id: $${variable}) { ${selection} } }`,
  path: `node.${path}`,
})
const query = (selection: string, path: string): Route => ({ operation: `query { ${selection} }`, path })
const entry = (type: string) =>
  ticket(`timeline(first: 100) { edges { node { ... on ${type} { FIELD } } } }`, 'timeline.edges.node')

/** The ways to each type's objects: directly, by `node(id)`, and through what they are nested in. */
export const ROUTES: Record<string, Route[]> = {
  Ticket: [
    ticket('FIELD', ''),
    node('ticket', '... on Ticket { FIELD }', ''),
    node('message', '... on Message { ticket { FIELD } }', 'ticket'),
  ],
  Message: [
    node('message', '... on Message { FIELD }', ''),
    ticket('lastMessage { FIELD }', 'lastMessage'),
    ticket(
      'timeline(last: 100) { edges { node { ... on MessageEntry { message { FIELD } } } } }',
      'timeline.edges.node.message',
    ),
  ],
  User: [
    ticket('requester { FIELD }', 'requester'),
    node('requester', '... on User { FIELD }', ''),
    node('message', '... on Message { author { FIELD } }', 'author'),
  ],
  Seller: [node('shop', '... on Seller { FIELD }', '')],
  TimelineConnection: [ticket('timeline { FIELD }', 'timeline')],
  TimelineEdge: [ticket('timeline { edges { FIELD } }', 'timeline.edges')],
  MessageEntry: [entry('MessageEntry')],
  StatusEntry: [entry('StatusEntry')],
  PriorityEntry: [entry('PriorityEntry')],
  TagsEntry: [entry('TagsEntry')],
  AssignmentEntry: [entry('AssignmentEntry')],
  UserConnection: [query('users { FIELD }', 'users')],
  UserEdge: [query('users { edges { FIELD } }', 'users.edges')],
  SellerConnection: [query('sellers { FIELD }', 'sellers')],
  SellerEdge: [query('sellers { edges { FIELD } }', 'sellers.edges')],
  UpdateTicketsPayload: [
    {
      operation: `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: LOW }) { FIELD } }`,
      path: 'updateTickets',
    },
  ],
  UpdateTicketResult: [
    {
      operation: `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: LOW }) { results { FIELD } } }`,
      path: 'updateTickets.results',
    },
  ],
  TicketConnection: [query('tickets { FIELD }', 'tickets')],
  TicketEdge: [query('tickets { edges { FIELD } }', 'tickets.edges')],
  PageInfo: [query('tickets { pageInfo { FIELD } }', 'tickets.pageInfo')],
  TicketCounts: [query('ticketCounts { FIELD }', 'ticketCounts')],
  TagCount: [query('ticketTags { FIELD }', 'ticketTags')],
  Desk: [query('desk { FIELD }', 'desk')],
  RoleName: [query('desk { roleNames { FIELD } }', 'desk.roleNames')],
  DemoSignIn: [query('desk { demoSignIns { FIELD } }', 'desk.demoSignIns')],
  CreateTicketPayload: [
    {
      operation: `mutation ($uuid: ID!) { createTicket(input: { subject: "Another", body: "b", clientId: $uuid }) { FIELD } }`,
      path: 'createTicket',
    },
  ],
  TicketPayload: [
    {
      operation: `mutation ($ticket: ID!) { star(input: { ticketId: $ticket, starred: true }) { FIELD } }`,
      path: 'star',
    },
  ],
  ReplyPayload: [
    {
      operation: `mutation ($ticket: ID!, $uuid: ID!) { reply(input: { ticketId: $ticket, clientId: $uuid, body: "b" }) { FIELD } }`,
      path: 'reply',
    },
  ],
  MessagePayload: [
    {
      operation: `mutation ($message: ID!) { editMessage(input: { messageId: $message, body: "b" }) { FIELD } }`,
      path: 'editMessage',
    },
  ],
  AckPayload: [
    {
      operation: `mutation ($ticket: ID!) { setTyping(input: { ticketId: $ticket, typing: true }) { FIELD } }`,
      path: 'setTyping',
    },
  ],
  PresenceUpdate: [
    {
      operation: `subscription ($ticket: ID!) { presence(ticketId: $ticket) { FIELD } }`,
      path: 'presence',
    },
  ],
  UserError: [
    {
      operation: `mutation { star(input: { ticketId: "nothing", starred: true }) { errors { FIELD } } }`,
      path: 'star.errors',
    },
  ],
  TicketEvent: [
    {
      operation: `subscription ($ticket: ID!, $cursor: Cursor) { ticketEvents(ticketId: $ticket, after: $cursor) { ... on TicketEvent { FIELD } } }`,
      path: 'ticketEvents',
    },
  ],
  InboxUpdate: [
    {
      operation: `subscription ($inbox: Cursor) { inboxEvents(after: $inbox) { ... on InboxUpdate { FIELD } } }`,
      path: 'inboxEvents',
    },
  ],
  FeedReset: [
    {
      operation: `subscription { inboxEvents(after: "nonsense") { ... on FeedReset { FIELD } } }`,
      path: 'inboxEvents',
    },
  ],
}

/** One operation for each field of Query, Mutation and Subscription; a feed that is refused nothing says so at once. */
export const OPERATIONS: Record<string, string> = {
  desk: `query { desk { name } }`,
  viewer: `query { viewer { id } }`,
  tickets: `query { tickets { totalCount edges { node { id } } } }`,
  ticketCounts: `query { ticketCounts { total } }`,
  ticketTags: `query { ticketTags { tag } }`,
  node: `query ($ticket: ID!) { node(id: $ticket) { id } }`,
  ticket: `query ($number: String!) { ticket(number: $number) { id } }`,
  createTicket: `mutation ($uuid: ID!) { createTicket(input: { subject: "s", body: "b", clientId: $uuid }) { errors { code } } }`,
  reply: `mutation ($ticket: ID!, $uuid: ID!) { reply(input: { ticketId: $ticket, clientId: $uuid, body: "b" }) { errors { code } } }`,
  star: `mutation ($ticket: ID!) { star(input: { ticketId: $ticket, starred: true }) { errors { code } } }`,
  markRead: `mutation ($ticket: ID!) { markRead(input: { ticketId: $ticket, seq: 1 }) { errors { code } } }`,
  users: `query { users { totalCount edges { node { name email } } } }`,
  sellers: `query { sellers { totalCount } }`,
  claim: `mutation ($ticket: ID!) { claim(input: { ticketId: $ticket }) { errors { code } } }`,
  unclaim: `mutation ($ticket: ID!) { unclaim(input: { ticketId: $ticket }) { errors { code } } }`,
  assign: `mutation ($ticket: ID!, $agent: ID!) { assign(input: { ticketId: $ticket, agentId: $agent }) { errors { code } } }`,
  setType: `mutation ($ticket: ID!) { setType(input: { ticketId: $ticket, type: QUESTION }) { errors { code } } }`,
  setNotes: `mutation ($ticket: ID!) { setNotes(input: { ticketId: $ticket, notes: "SECRET NOTES" }) { errors { code } } }`,
  updateTickets: `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: HIGH }) { errors { code } } }`,
  deleteMessage: `mutation ($spareMessage: ID!) { deleteMessage(input: { messageId: $spareMessage }) { errors { code } } }`,
  deleteConversation: `mutation ($spare: ID!) { deleteConversation(input: { ticketId: $spare }) { errors { code } } }`,
  setStatus: `mutation ($ticket: ID!) { setStatus(input: { ticketId: $ticket, status: RESOLVED }) { errors { code } } }`,
  setPriority: `mutation ($ticket: ID!) { setPriority(input: { ticketId: $ticket, priority: LOW }) { errors { code } } }`,
  updateTags: `mutation ($ticket: ID!) { updateTags(input: { ticketId: $ticket, add: ["x"] }) { errors { code } } }`,
  editMessage: `mutation ($message: ID!, $uuid: String!) { editMessage(input: { messageId: $message, body: $uuid }) { errors { code } } }`,
  setTyping: `mutation ($ticket: ID!) { setTyping(input: { ticketId: $ticket, typing: true }) { errors { code } } }`,
  presence: `subscription ($ticket: ID!) { presence(ticketId: $ticket) { typing } }`,
  ticketEvents: `subscription ($ticket: ID!) { ticketEvents(ticketId: $ticket, after: "nonsense") { __typename } }`,
  inboxEvents: `subscription { inboxEvents(after: "nonsense") { __typename } }`,
}
