import { entry, node, query, type Route, ticket } from './routeShapes.ts'

/** The routes to each type's objects: directly, by `node(id)`, and nested in others. */
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
  TeamAssignmentPayload: [
    {
      operation: `mutation { setTeamAssignment(input: { team: "Customer Service", assignment: MANUAL }) { FIELD } }`,
      path: 'setTeamAssignment',
    },
  ],
  Availability: [node('agent', '... on User { availability { FIELD } }', 'availability')],
  WorkingHours: [node('agent', '... on User { workingHours { FIELD } }', 'workingHours')],
  WorkingInterval: [node('agent', '... on User { workingHours { intervals { FIELD } } }', 'workingHours.intervals')],
  TimeOff: [node('agent', '... on User { timeOff { FIELD } }', 'timeOff')],
  WorkPayload: [
    {
      operation: `mutation ($agent: ID!) { setWorkingHours(input: { userId: $agent, timeZone: "UTC", intervals: [{ weekday: MONDAY, from: "09:00", until: "17:00" }] }) { FIELD } }`,
      path: 'setWorkingHours',
    },
  ],
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
  InboundMail: [query('inboundMails { edges { node { FIELD } } }', 'inboundMails.edges.node')],
  InboundMailConnection: [query('inboundMails { FIELD }', 'inboundMails')],
  InboundMailEdge: [query('inboundMails { edges { FIELD } }', 'inboundMails.edges')],
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
  ScheduledMessage: [
    {
      operation: `query ($ticket: ID!) { scheduledMessages(ticketId: $ticket) { FIELD } }`,
      path: 'scheduledMessages',
    },
  ],
  ScheduledMessagePayload: [
    {
      operation: `mutation { cancelScheduledMessage(input: { id: "nothing" }) { FIELD } }`,
      path: 'cancelScheduledMessage',
    },
  ],
  ScheduledMessageChange: [
    { operation: 'subscription { scheduledMessageChanged { FIELD } }', path: 'scheduledMessageChanged' },
  ],
  Notification: [query('notifications { edges { node { FIELD } } }', 'notifications.edges.node')],
  NotificationDelivery: [
    query('notifications { edges { node { deliveries { FIELD } } } }', 'notifications.edges.node.deliveries'),
  ],
  NotificationSettings: [query('viewer { notificationSettings { FIELD } }', 'viewer.notificationSettings')],
  NotificationPreference: [
    query('viewer { notificationSettings { preferences { FIELD } } }', 'viewer.notificationSettings.preferences'),
  ],
  NotificationSettingsPayload: [
    {
      operation: `mutation { setNotificationPreference(input: { group: REPLIES, channel: EMAIL, enabled: true }) { FIELD } }`,
      path: 'setNotificationPreference',
    },
  ],
  ExplainedNotification: [
    {
      operation: 'query ($agent: ID!) { notificationsOf(userId: $agent) { FIELD } }',
      path: 'notificationsOf',
    },
  ],
  StoredMail: [query('storedMails { FIELD }', 'storedMails')],
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
