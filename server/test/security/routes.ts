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
  Attachment: [
    node('attachment', '... on Attachment { FIELD }', ''),
    node('message', '... on Message { attachments { FIELD } }', 'attachments'),
    ticket('attachments { FIELD }', 'attachments'),
  ],
  AttachmentLimits: [query('attachmentLimits { FIELD }', 'attachmentLimits')],
  User: [
    ticket('requester { FIELD }', 'requester'),
    node('requester', '... on User { FIELD }', ''),
    node('message', '... on Message { author { FIELD } }', 'author'),
  ],
  Seller: [node('shop', '... on Seller { FIELD }', '')],
  Invitation: [query('invitations { edges { node { FIELD } } }', 'invitations.edges.node')],
  InvitationConnection: [query('invitations { FIELD }', 'invitations')],
  InvitationEdge: [query('invitations { edges { FIELD } }', 'invitations.edges')],
  InvitationPayload: [
    {
      operation: `mutation ($invitation: ID!) { resendInvitation(input: { invitationId: $invitation }) { FIELD } }`,
      path: 'resendInvitation',
    },
  ],
  PersonPayload: [
    {
      operation: `mutation ($agent: ID!) { renamePerson(input: { userId: $agent, name: "agent" }) { FIELD } }`,
      path: 'renamePerson',
    },
  ],
  PersonChange: [{ operation: `subscription { personChanged { FIELD } }`, path: 'personChanged' }],
  PeopleCounts: [query('peopleCounts { FIELD }', 'peopleCounts')],
  TimelineConnection: [ticket('timeline { FIELD }', 'timeline')],
  TimelineEdge: [ticket('timeline { edges { FIELD } }', 'timeline.edges')],
  MessageEntry: [entry('MessageEntry')],
  StatusEntry: [entry('StatusEntry')],
  PriorityEntry: [entry('PriorityEntry')],
  TagsEntry: [entry('TagsEntry')],
  ChatRequestEntry: [entry('ChatRequestEntry')],
  ParticipantEntry: [entry('ParticipantEntry')],
  ChatRequest: [
    node('request', '... on ChatRequest { FIELD }', ''),
    ticket(
      'timeline(first: 100) { edges { node { ... on ChatRequestEntry { request { FIELD } } } } }',
      'timeline.edges.node.request',
    ),
  ],
  ChatRequestConnection: [query('chatRequests { FIELD }', 'chatRequests')],
  ChatRequestEdge: [query('chatRequests { edges { FIELD } }', 'chatRequests.edges')],
  ShopTicket: [query('shopTickets { FIELD }', 'shopTickets')],
  ChatRequestPayload: [
    {
      operation: `mutation ($request: ID!) { cancelChatRequest(input: { requestId: $request }) { FIELD } }`,
      path: 'cancelChatRequest',
    },
  ],
  Participation: [{ operation: 'subscription { participationChanged { FIELD } }', path: 'participationChanged' }],
  AssignmentEntry: [entry('AssignmentEntry')],
  UserConnection: [query('users { FIELD }', 'users')],
  UserEdge: [query('users { edges { FIELD } }', 'users.edges')],
  SellerConnection: [query('sellers { FIELD }', 'sellers')],
  SellerEdge: [query('sellers { edges { FIELD } }', 'sellers.edges')],
  Macro: [query('macros { FIELD }', 'macros')],
  MacroActions: [query('macros { actions { FIELD } }', 'macros.actions')],
  SaveMacroPayload: [
    {
      operation: `mutation ($uuid: String!) { saveMacro(input: { name: $uuid, body: "b", isShared: false }) { FIELD } }`,
      path: 'saveMacro',
    },
  ],
  DeleteMacroPayload: [
    { operation: `mutation { deleteMacro(input: { macroId: "nothing" }) { FIELD } }`, path: 'deleteMacro' },
  ],
  SavedViewChange: [{ operation: 'subscription { savedViewChanged { FIELD } }', path: 'savedViewChanged' }],
  MacroChange: [{ operation: 'subscription { macroChanged { FIELD } }', path: 'macroChanged' }],
  Team: [query('teams { FIELD }', 'teams')],
  TeamPayload: [{ operation: `mutation { addTeam(input: { name: "Returns" }) { FIELD } }`, path: 'addTeam' }],
  DeskSettings: [query('deskSettings { FIELD }', 'deskSettings')],
  DeskSettingsPayload: [
    { operation: `mutation { setDeskSettings(input: { claimKeptMinutes: 30 }) { FIELD } }`, path: 'setDeskSettings' },
  ],
  SavedView: [query('savedViews { FIELD }', 'savedViews')],
  SavedFilter: [query('savedViews { filter { FIELD } }', 'savedViews.filter')],
  SavedViewPayload: [
    {
      operation: `mutation { saveView(input: { name: "Late", filter: { unread: true } }) { FIELD } }`,
      path: 'saveView',
    },
  ],
  BatchJob: [{ operation: 'query ($batch: ID!) { batch(jobId: $batch) { FIELD } }', path: 'batch' }],
  BatchProblem: [
    { operation: 'query ($batch: ID!) { batch(jobId: $batch) { problems { FIELD } } }', path: 'batch.problems' },
  ],
  BackgroundJob: [query('backgroundJobs { edges { node { FIELD } } }', 'backgroundJobs.edges.node')],
  BackgroundJobConnection: [query('backgroundJobs { FIELD }', 'backgroundJobs')],
  BackgroundJobEdge: [query('backgroundJobs { edges { FIELD } }', 'backgroundJobs.edges')],
  RetryBackgroundJobPayload: [
    {
      operation: `mutation ($backgroundJob: ID!) { retryBackgroundJob(input: { jobId: $backgroundJob }) { FIELD } }`,
      path: 'retryBackgroundJob',
    },
  ],
  BatchPayload: [
    { operation: `mutation ($batch: ID!) { cancelBatch(input: { jobId: $batch }) { FIELD } }`, path: 'cancelBatch' },
  ],
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
  Notification: [query('notifications { edges { node { FIELD } } }', 'notifications.edges.node')],
  NotificationConnection: [query('notifications { FIELD }', 'notifications')],
  NotificationEdge: [query('notifications { edges { FIELD } }', 'notifications.edges')],
  UnreadNotifications: [{ operation: 'subscription { unreadNotifications { FIELD } }', path: 'unreadNotifications' }],
  AuditConnection: [query('auditLog { FIELD }', 'auditLog')],
  AuditEdge: [query('auditLog { edges { FIELD } }', 'auditLog.edges')],
  AuditEntry: [query('auditLog { edges { node { FIELD } } }', 'auditLog.edges.node')],
  ScreenShare: [node('share', '... on ScreenShare { FIELD }', '')],
  ScreenShareSignal: [
    {
      operation: `subscription ($share: ID!) { screenShareSignal(screenShareId: $share) { FIELD } }`,
      path: 'screenShareSignal',
    },
  ],
  ScreenShareAsk: [query('screenShareAsks { FIELD }', 'screenShareAsks')],
  ScreenShareEntry: [entry('ScreenShareEntry')],
  ScreenSharePayload: [
    {
      operation: `mutation { startScreenShare(input: { ticketId: "nothing" }) { FIELD } }`,
      path: 'startScreenShare',
    },
  ],
  Session: [
    node('session', '... on Session { FIELD }', ''),
    ticket('sessions { FIELD }', 'sessions'),
    ticket(
      'timeline(first: 100) { edges { node { ... on SessionEntry { session { FIELD } } } } }',
      'timeline.edges.node.session',
    ),
  ],
  SessionAttendee: [ticket('sessions { responses { FIELD } }', 'sessions.responses')],
  SessionEntry: [entry('SessionEntry')],
  SessionWarning: [
    {
      operation: `query ($ticket: ID!, $sessionAt: DateTime!) {
        sessionWarnings(ticketId: $ticket, startsAt: $sessionAt, minutes: 30) { FIELD } }`,
      path: 'sessionWarnings',
    },
  ],
  SessionPayload: [
    {
      operation: `mutation ($session: ID!) { respondToSession(input: { sessionId: $session, response: DECLINED }) { FIELD } }`,
      path: 'respondToSession',
    },
  ],
  IceServer: [query('iceServers { FIELD }', 'iceServers')],
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
  attachmentLimits: `query { attachmentLimits { fileBytes } }`,
  desk: `query { desk { name } }`,
  viewer: `query { viewer { id } }`,
  teams: `query { teams { name } }`,
  addTeam: `mutation { addTeam(input: { name: "Returns" }) { errors { code } } }`,
  deskSettings: `query { deskSettings { claimKeptMinutes } }`,
  setDeskSettings: `mutation { setDeskSettings(input: { claimKeptMinutes: 30 }) { errors { code } } }`,
  savedViews: `query { savedViews { name count } }`,
  saveView: `mutation { saveView(input: { name: "Late", filter: { unread: true } }) { errors { code } } }`,
  deleteView: `mutation { deleteView(input: { viewId: "nothing" }) { errors { code } } }`,
  batch: `query ($batch: ID!) { batch(jobId: $batch) { state } }`,
  startBatch: `mutation ($uuid: ID!) { startBatch(input: { clientId: $uuid, filter: { text: "no such matter" }, changes: { priority: LOW } }) { errors { code } } }`,
  cancelBatch: `mutation ($batch: ID!) { cancelBatch(input: { jobId: $batch }) { errors { code } } }`,
  undoBatch: `mutation ($batch: ID!) { undoBatch(input: { jobId: $batch }) { errors { code } } }`,
  backgroundJobs: `query { backgroundJobs { edges { node { id } } } }`,
  retryBackgroundJob: `mutation ($backgroundJob: ID!) { retryBackgroundJob(input: { jobId: $backgroundJob }) { errors { code } } }`,
  batchProgress: `subscription ($batch: ID!) { batchProgress(jobId: $batch) { state } }`,
  handOver: `mutation ($ticket: ID!, $agent: ID!, $uuid: ID!) { handOver(input: { ticketId: $ticket, agentId: $agent, note: "SECRET", clientId: $uuid }) { errors { code } } }`,
  ticketCursorAt: `query { ticketCursorAt(position: 1) }`,
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
  macros: `query { macros { name body } }`,
  saveMacro: `mutation ($uuid: String!) { saveMacro(input: { name: $uuid, body: "SECRET", isShared: true }) { errors { code } } }`,
  deleteMacro: `mutation { deleteMacro(input: { macroId: "nothing" }) { errors { code } } }`,
  savedViewChanged: `subscription { savedViewChanged { id } }`,
  macroChanged: `subscription { macroChanged { id } }`,
  invitations: `query { invitations { totalCount edges { node { email } } } }`,
  peopleCounts: `query { peopleCounts { invitations } }`,
  invitePerson: `mutation ($invited: String!) { invitePerson(input: { email: $invited, name: "n", role: AGENT }) { link errors { code } } }`,
  resendInvitation: `mutation ($invitation: ID!) { resendInvitation(input: { invitationId: $invitation }) { link errors { code } } }`,
  cancelInvitation: `mutation ($spareInvitation: ID!) { cancelInvitation(input: { invitationId: $spareInvitation }) { errors { code } } }`,
  changeRole: `mutation ($spareUser: ID!) { changeRole(input: { userId: $spareUser, role: AGENT }) { errors { code } } }`,
  disablePerson: `mutation ($spareUser: ID!) { disablePerson(input: { userId: $spareUser }) { errors { code } } }`,
  enablePerson: `mutation ($spareUser: ID!) { enablePerson(input: { userId: $spareUser }) { errors { code } } }`,
  renamePerson: `mutation ($spareUser: ID!, $invited: String!) { renamePerson(input: { userId: $spareUser, name: $invited }) { errors { code } } }`,
  setExpertise: `mutation ($agent: ID!) { setExpertise(input: { userId: $agent, expertise: ["lamps"] }) { errors { code } } }`,
  personChanged: `subscription { personChanged { person { name } } }`,
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
  notifications: `query { notifications { unreadCount edges { node { text } } } }`,
  markNotificationsRead: `mutation { markNotificationsRead(input: { ids: [] }) { errors { code } } }`,
  notificationAdded: `subscription { notificationAdded { text } }`,
  unreadNotifications: `subscription { unreadNotifications { count } }`,
  auditLog: `query { auditLog { edges { node { text } } } }`,
  activeScreenShares: `query { activeScreenShares { id sharer { name } } }`,
  screenShareAsks: `query { screenShareAsks { id } }`,
  sentScreenShareAsks: `query { sentScreenShareAsks { id } }`,
  iceServers: `query { iceServers { urls } }`,
  startScreenShare: `mutation ($ticket: ID!) { startScreenShare(input: { ticketId: $ticket }) { errors { code } } }`,
  endScreenShare: `mutation ($share: ID!) { endScreenShare(input: { screenShareId: $share }) { errors { code } } }`,
  sendScreenShareSignal: `mutation ($share: ID!, $sharer: ID!) { sendScreenShareSignal(input: { screenShareId: $share, toUserId: $sharer, signal: "{}" }) { errors { code } } }`,
  askForScreenShare: `mutation ($ticket: ID!) { askForScreenShare(input: { ticketId: $ticket }) { errors { code } } }`,
  declineScreenShare: `mutation ($ticket: ID!) { declineScreenShare(input: { ticketId: $ticket }) { errors { code } } }`,
  starChanged: `subscription { starChanged { id } }`,
  userChanged: `subscription { userChanged { id } }`,
  screenShareDeclined: `subscription { screenShareDeclined { id } }`,
  screenShareSignal: `subscription ($share: ID!) { screenShareSignal(screenShareId: $share) { id } }`,
  screenShareChanged: `subscription { screenShareChanged { id } }`,
  screenShareAsked: `subscription { screenShareAsked { id } }`,
  meetingProviders: `query { meetingProviders }`,
  sessionWarnings: `query ($ticket: ID!, $sessionAt: DateTime!) { sessionWarnings(ticketId: $ticket, startsAt: $sessionAt, minutes: 30) { kind } }`,
  scheduleSession: `mutation ($ticket: ID!, $otherAt: DateTime!) { scheduleSession(input: { ticketId: $ticket, startsAt: $otherAt }) { errors { code } } }`,
  moveSession: `mutation ($session: ID!, $otherAt: DateTime!) { moveSession(input: { sessionId: $session, startsAt: $otherAt }) { errors { code } } }`,
  cancelSession: `mutation ($spareSession: ID!) { cancelSession(input: { sessionId: $spareSession }) { errors { code } } }`,
  respondToSession: `mutation ($session: ID!) { respondToSession(input: { sessionId: $session, response: ACCEPTED }) { errors { code } } }`,
  recordSessionOutcome: `mutation ($session: ID!) { recordSessionOutcome(input: { sessionId: $session, outcome: HELD }) { errors { code } } }`,
  retryMeeting: `mutation ($hosted: ID!) { retryMeeting(input: { sessionId: $hosted }) { errors { code } } }`,
  setTyping: `mutation ($ticket: ID!) { setTyping(input: { ticketId: $ticket, typing: true }) { errors { code } } }`,
  presence: `subscription ($ticket: ID!) { presence(ticketId: $ticket) { typing } }`,
  chatRequests: `query { chatRequests { totalCount edges { node { reason } } } }`,
  shopTickets: `query { shopTickets { number } }`,
  requestChat: `mutation { requestChat(input: { reason: "r" }) { errors { code } } }`,
  decideChatRequest: `mutation ($spareRequest: ID!) { decideChatRequest(input: { requestId: $spareRequest, accept: false }) { errors { code } } }`,
  cancelChatRequest: `mutation ($request: ID!) { cancelChatRequest(input: { requestId: $request }) { errors { code } } }`,
  addParticipant: `mutation ($spare: ID!, $guest: ID!) { addParticipant(input: { ticketId: $spare, userId: $guest }) { errors { code } } }`,
  removeParticipant: `mutation ($spare: ID!, $guest: ID!) { removeParticipant(input: { ticketId: $spare, userId: $guest }) { errors { code } } }`,
  leaveTicket: `mutation ($leaving: ID!) { leaveTicket(input: { ticketId: $leaving }) { errors { code } } }`,
  chatRequestChanged: `subscription { chatRequestChanged { status reason } }`,
  participationChanged: `subscription { participationChanged { ticketId } }`,
  ticketEvents: `subscription ($ticket: ID!) { ticketEvents(ticketId: $ticket, after: "nonsense") { __typename } }`,
  inboxEvents: `subscription { inboxEvents(after: "nonsense") { __typename } }`,
}
