import { CASE_ROUTES } from './caseRules.ts'
import { CUSTOMER_ROUTES } from './customerRules.ts'
import { DESK_ROUTES } from './deskRules.ts'
import { FIGURE_ROUTES } from './figureRules.ts'
import { NOTIFICATION_ROUTES } from './notificationRules.ts'
import { PRIVACY_ROUTES } from './privacyRules.ts'
import { entry, node, query, type Route, route, ticket } from './routeShapes.ts'
import { SHOP_ROUTES } from './shopRules.ts'

/** The routes to each type's objects: directly, by `node(id)`, and nested in others. */
export const ROUTES: Record<string, Route[]> = {
  ...SHOP_ROUTES,
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
  Reaction: [node('message', '... on Message { reactions { FIELD } }', 'reactions')],
  Attachment: [
    node('attachment', '... on Attachment { FIELD }', ''),
    node('message', '... on Message { attachments { FIELD } }', 'attachments'),
    ticket('attachments { FIELD }', 'attachments'),
  ],
  ReadMarker: [ticket('readMarkers { FIELD }', 'readMarkers')],
  TicketViewerState: [route('subscription { viewerStateChanged { FIELD } }', 'viewerStateChanged')],
  AttachmentLimits: [query('attachmentLimits { FIELD }', 'attachmentLimits')],
  User: [
    ticket('requester { FIELD }', 'requester'),
    node('requester', '... on User { FIELD }', ''),
    node('message', '... on Message { author { FIELD } }', 'author'),
  ],
  ApiToken: [query('apiTokens { FIELD }', 'apiTokens')],
  ApiTokenPayload: [route('mutation { revokeApiToken(input: { tokenId: "nothing" }) { FIELD } }', 'revokeApiToken')],
  LocalePayload: [route('mutation { setLocale(input: { timeZone: "Europe/Berlin" }) { FIELD } }', 'setLocale')],
  PicturePayload: [route('mutation { setPicture(input: { image: null }) { FIELD } }', 'setPicture')],
  Seller: [node('shop', '... on Seller { FIELD }', '')],
  Invitation: [query('invitations { edges { node { FIELD } } }', 'invitations.edges.node')],
  InvitationConnection: [query('invitations { FIELD }', 'invitations')],
  InvitationEdge: [query('invitations { edges { FIELD } }', 'invitations.edges')],
  InvitationPayload: [
    route(
      `mutation ($invitation: ID!) { resendInvitation(input: { invitationId: $invitation }) { FIELD } }`,
      'resendInvitation',
    ),
  ],
  PersonPayload: [
    route(
      `mutation ($agent: ID!) { renamePerson(input: { userId: $agent, name: "agent" }) { FIELD } }`,
      'renamePerson',
    ),
  ],
  UpsertPeoplePayload: [
    route(
      `mutation { upsertPeople(input: { people: [{ externalId: "1", email: "bo@shop.test", name: "Bo" }] }) { FIELD } }`,
      'upsertPeople',
    ),
  ],
  UpsertPersonResult: [
    route(
      `mutation { upsertPeople(input: { people: [{ externalId: "1", email: "bo@shop.test", name: "Bo" }] }) { results { FIELD } } }`,
      'upsertPeople.results',
    ),
  ],
  PersonChange: [route(`subscription { personChanged { FIELD } }`, 'personChanged')],
  PeopleCounts: [query('peopleCounts { FIELD }', 'peopleCounts')],
  TimelineConnection: [ticket('timeline { FIELD }', 'timeline')],
  TimelineEdge: [ticket('timeline { edges { FIELD } }', 'timeline.edges')],
  MessageEntry: [entry('MessageEntry')],
  StatusEntry: [entry('StatusEntry')],
  PriorityEntry: [entry('PriorityEntry')],
  ...CUSTOMER_ROUTES,
  ...DESK_ROUTES,
  ...CASE_ROUTES,
  ...FIGURE_ROUTES,
  ...PRIVACY_ROUTES,
  ...NOTIFICATION_ROUTES,
  Erasure: [ticket('requester { erasure { FIELD } }', 'requester.erasure')],
  RetentionRule: [query('retentionRules { FIELD }', 'retentionRules')],
  RetentionRulePayload: [
    route(`mutation { saveRetentionRule(input: { kind: AUDIT, days: 36500 }) { FIELD } }`, 'saveRetentionRule'),
  ],
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
    route(
      `mutation ($request: ID!) { cancelChatRequest(input: { requestId: $request }) { FIELD } }`,
      'cancelChatRequest',
    ),
  ],
  Participation: [route('subscription { participationChanged { FIELD } }', 'participationChanged')],
  AssignmentEntry: [entry('AssignmentEntry')],
  UserConnection: [query('users { FIELD }', 'users')],
  UserEdge: [query('users { edges { FIELD } }', 'users.edges')],
  SellerConnection: [query('sellers { FIELD }', 'sellers')],
  SellerEdge: [query('sellers { edges { FIELD } }', 'sellers.edges')],
  Macro: [query('macros { FIELD }', 'macros')],
  MacroActions: [query('macros { actions { FIELD } }', 'macros.actions')],
  SaveMacroPayload: [
    route(
      `mutation ($uuid: String!) { saveMacro(input: { name: $uuid, body: "b", isShared: false }) { FIELD } }`,
      'saveMacro',
    ),
  ],
  DeleteMacroPayload: [route(`mutation { deleteMacro(input: { macroId: "nothing" }) { FIELD } }`, 'deleteMacro')],
  SavedViewChange: [route('subscription { savedViewChanged { FIELD } }', 'savedViewChanged')],
  MacroChange: [route('subscription { macroChanged { FIELD } }', 'macroChanged')],
  Team: [query('teams { FIELD }', 'teams')],
  TeamPayload: [route(`mutation { addTeam(input: { name: "Returns" }) { FIELD } }`, 'addTeam')],
  TeamAssignmentPayload: [
    route(
      `mutation { setTeamAssignment(input: { team: "Customer Service", assignment: MANUAL }) { FIELD } }`,
      'setTeamAssignment',
    ),
  ],
  AssignmentSuggestion: [ticket('assignmentSuggestions { FIELD }', 'assignmentSuggestions')],
  Availability: [node('agent', '... on User { availability { FIELD } }', 'availability')],
  WorkingHours: [node('agent', '... on User { workingHours { FIELD } }', 'workingHours')],
  WorkingInterval: [node('agent', '... on User { workingHours { intervals { FIELD } } }', 'workingHours.intervals')],
  TimeOff: [node('agent', '... on User { timeOff { FIELD } }', 'timeOff')],
  WorkPayload: [
    route(
      `mutation ($agent: ID!) { setWorkingHours(input: { userId: $agent, timeZone: "UTC", intervals: [{ weekday: MONDAY, from: "09:00", until: "17:00" }] }) { FIELD } }`,
      'setWorkingHours',
    ),
  ],
  DeskSettings: [query('deskSettings { FIELD }', 'deskSettings')],
  DeskSettingsPayload: [
    route(`mutation { setDeskSettings(input: { claimKeptMinutes: 30 }) { FIELD } }`, 'setDeskSettings'),
  ],
  SavedView: [query('savedViews { FIELD }', 'savedViews')],
  SavedFilter: [query('savedViews { filter { FIELD } }', 'savedViews.filter')],
  SavedViewPayload: [
    route(`mutation { saveView(input: { name: "Late", filter: { unread: true } }) { FIELD } }`, 'saveView'),
  ],
  BatchJob: [route('query ($batch: ID!) { batch(jobId: $batch) { FIELD } }', 'batch')],
  BatchProblem: [route('query ($batch: ID!) { batch(jobId: $batch) { problems { FIELD } } }', 'batch.problems')],
  BackgroundJob: [query('backgroundJobs { edges { node { FIELD } } }', 'backgroundJobs.edges.node')],
  BackgroundJobConnection: [query('backgroundJobs { FIELD }', 'backgroundJobs')],
  BackgroundJobEdge: [query('backgroundJobs { edges { FIELD } }', 'backgroundJobs.edges')],
  InboundMail: [query('inboundMails { edges { node { FIELD } } }', 'inboundMails.edges.node')],
  InboundMailConnection: [query('inboundMails { FIELD }', 'inboundMails')],
  InboundMailEdge: [query('inboundMails { edges { FIELD } }', 'inboundMails.edges')],
  RetryBackgroundJobPayload: [
    route(
      `mutation ($backgroundJob: ID!) { retryBackgroundJob(input: { jobId: $backgroundJob }) { FIELD } }`,
      'retryBackgroundJob',
    ),
  ],
  BatchPayload: [route(`mutation ($batch: ID!) { cancelBatch(input: { jobId: $batch }) { FIELD } }`, 'cancelBatch')],
  UpdateTicketsPayload: [
    route(
      `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: LOW }) { FIELD } }`,
      'updateTickets',
    ),
  ],
  UpdateTicketResult: [
    route(
      `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: LOW }) { results { FIELD } } }`,
      'updateTickets.results',
    ),
  ],
  TicketConnection: [query('tickets { FIELD }', 'tickets')],
  TicketEdge: [query('tickets { edges { FIELD } }', 'tickets.edges')],
  SearchConnection: [query('search(query: "before:2100-01-01") { FIELD }', 'search')],
  SearchEdge: [query('search(query: "before:2100-01-01") { edges { FIELD } }', 'search.edges')],
  SearchHit: [query('search(query: "before:2100-01-01") { edges { node { FIELD } } }', 'search.edges.node')],
  PageInfo: [query('tickets { pageInfo { FIELD } }', 'tickets.pageInfo')],
  TicketCounts: [query('ticketCounts { FIELD }', 'ticketCounts')],
  TagCount: [query('ticketTags { FIELD }', 'ticketTags')],
  Desk: [query('desk { FIELD }', 'desk')],
  RoleName: [query('desk { roleNames { FIELD } }', 'desk.roleNames')],
  DemoSignIn: [query('desk { demoSignIns { FIELD } }', 'desk.demoSignIns')],
  CreateTicketPayload: [
    route(
      `mutation ($uuid: ID!) { createTicket(input: { subject: "Another", body: "b", clientId: $uuid }) { FIELD } }`,
      'createTicket',
    ),
  ],
  TicketPayload: [
    route(`mutation ($ticket: ID!) { star(input: { ticketId: $ticket, starred: true }) { FIELD } }`, 'star'),
  ],
  ReplyPayload: [
    route(
      `mutation ($ticket: ID!, $uuid: ID!) { reply(input: { ticketId: $ticket, clientId: $uuid, body: "b" }) { FIELD } }`,
      'reply',
    ),
  ],
  MessagePayload: [
    route(
      `mutation ($message: ID!) { editMessage(input: { messageId: $message, body: "b" }) { FIELD } }`,
      'editMessage',
    ),
  ],
  ScheduledMessage: [
    route(`query ($ticket: ID!) { scheduledMessages(ticketId: $ticket) { FIELD } }`, 'scheduledMessages'),
  ],
  ScheduledMessagePayload: [
    route(`mutation { cancelScheduledMessage(input: { id: "nothing" }) { FIELD } }`, 'cancelScheduledMessage'),
  ],
  ScheduledMessageChange: [route('subscription { scheduledMessageChanged { FIELD } }', 'scheduledMessageChanged')],
  AuditConnection: [query('auditLog { FIELD }', 'auditLog')],
  AuditEdge: [query('auditLog { edges { FIELD } }', 'auditLog.edges')],
  AuditEntry: [query('auditLog { edges { node { FIELD } } }', 'auditLog.edges.node')],
  ScreenShare: [node('share', '... on ScreenShare { FIELD }', '')],
  ScreenShareSignal: [
    route(`subscription ($share: ID!) { screenShareSignal(screenShareId: $share) { FIELD } }`, 'screenShareSignal'),
  ],
  ScreenShareAsk: [query('screenShareAsks { FIELD }', 'screenShareAsks')],
  ScreenShareEntry: [entry('ScreenShareEntry')],
  ScreenSharePayload: [
    route(`mutation { startScreenShare(input: { ticketId: "nothing" }) { FIELD } }`, 'startScreenShare'),
  ],
  Session: [
    node('session', '... on Session { FIELD }', ''),
    ticket('sessions { FIELD }', 'sessions'),
    ticket(
      'timeline(first: 100) { edges { node { ... on SessionEntry { session { FIELD } } } } }',
      'timeline.edges.node.session',
    ),
  ],
  Rating: [ticket('rating { FIELD }', 'rating')],
  RatingEntry: [entry('RatingEntry')],
  SessionAttendee: [ticket('sessions { responses { FIELD } }', 'sessions.responses')],
  SessionEntry: [entry('SessionEntry')],
  SessionWarning: [
    route(
      `query ($ticket: ID!, $sessionAt: DateTime!) {
        sessionWarnings(ticketId: $ticket, startsAt: $sessionAt, minutes: 30) { FIELD } }`,
      'sessionWarnings',
    ),
  ],
  SessionPayload: [
    route(
      `mutation ($session: ID!) { respondToSession(input: { sessionId: $session, response: DECLINED }) { FIELD } }`,
      'respondToSession',
    ),
  ],
  IceServer: [query('iceServers { FIELD }', 'iceServers')],
  AckPayload: [
    route(`mutation ($ticket: ID!) { setTyping(input: { ticketId: $ticket, typing: true }) { FIELD } }`, 'setTyping'),
  ],
  PresenceUpdate: [route(`subscription ($ticket: ID!) { presence(ticketId: $ticket) { FIELD } }`, 'presence')],
  UserError: [
    route(`mutation { star(input: { ticketId: "nothing", starred: true }) { errors { FIELD } } }`, 'star.errors'),
  ],
  TicketEvent: [
    route(
      `subscription ($ticket: ID!, $cursor: Cursor) { ticketEvents(ticketId: $ticket, after: $cursor) { ... on TicketEvent { FIELD } } }`,
      'ticketEvents',
    ),
  ],
  InboxUpdate: [
    route(
      `subscription ($inbox: Cursor) { inboxEvents(after: $inbox) { ... on InboxUpdate { FIELD } } }`,
      'inboxEvents',
    ),
  ],
  FeedReset: [route(`subscription { inboxEvents(after: "nonsense") { ... on FeedReset { FIELD } } }`, 'inboxEvents')],
}
