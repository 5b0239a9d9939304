import { CASE_FIELDS } from './caseRules.ts'
import { CUSTOMER_FIELDS } from './customerRules.ts'
import { DESK_FIELDS } from './deskRules.ts'
import { FIGURE_FIELDS } from './figureRules.ts'
import { MESSAGE_FIELDS } from './messageRules.ts'
import { NOTIFICATION_FIELDS } from './notificationRules.ts'
import { PRIVACY_FIELDS } from './privacyRules.ts'
import { type Rule, RULES } from './outcomes.ts'
import { SHOP_FIELDS } from './shopRules.ts'

type Fields = Record<string, Partial<Record<keyof typeof RULES, string>>>

/**
 * Who may see and do what, separate from the server's code on purpose: every field of every object type of the schema is listed
 * exactly once. A field without a rule fails authorisation.test.ts, and so does a rule without a field.
 */

/** The rule of each field, by type; those of shops are in shopRules.ts. */
const OWN_FIELDS: Fields = {
  Query: {
    public: 'desk',
    nullWhenSignedOut: 'viewer',
    signedInOrNull: 'ticketCursorAt',
    signedInStaffElseNull: 'deskSettings batch customerTimeline customerSessions',
    adminsElseNull: 'auditLog backgroundJobs inboundMails notificationsOf storedMails retentionRules',
    signedIn:
      'apiTokens activeScreenShares iceServers screenShareAsks sentScreenShareAsks notifications pushPublicKey attachmentLimits chatRequests scheduledMessages shopTickets teams savedViews tickets ticketCounts ticketTags knownClientIds search users sellers macros deskTimeZone',
    sellersAndStaff: 'analytics',
    participantsElseNull: 'node ticket',
    adminsOnly: 'invitations peopleCounts tagUses',
    staffElseBadInput: 'meetingProviders sessionWarnings tagColors',
  },
  Mutation: {
    requestersAlone: 'requestChat',
    nobodyElse: 'cancelChatRequest',
    disputed: 'escalate',
    bothSidesTooLate: 'appealCase',
    whoJoined: 'leaveTicket',
    signedIn:
      'createApiToken createTicket markNotificationsRead setNotificationPreference updateNotificationSettings subscribeToPush unsubscribeFromPush removePhone setPicture setLocale',
    notConfigured: 'requestPhoneCode confirmPhone',
    nobodyFindsOne: 'revokeApiToken answerEvidence',
    participantsElseNotFound: 'reply react scheduleMessage star markRead setTyping declineScreenShare',
    sharersAlone: 'endScreenShare',
    staffElseNotFound: 'sendScreenShareSignal',
    firstOfStaff: 'claim decideChatRequest',
    staffElseForbidden:
      'askForScreenShare addParticipant removeParticipant handOver unclaim assign setType renameTicket setNotes setConfidential scheduleSession moveSession cancelSession retryMeeting',
    participantsAlone: 'respondToSession',
    requesterTooEarly: 'rateTicket',
    staffTooEarly: 'recordSessionOutcome requestEvidence decideCase',
    staffFindNone: 'deleteView deleteMacro removeTimeOff',
    staffAlone: 'saveView cancelBatch saveMacro updateTickets setWorkingHours addTimeOff setAway',
    admins: 'deleteConversation setLegalHold liftLegalHold',
    adminsFindNone:
      'enableRetentionRule deleteRetentionRule requestEmergencyAccess renameTag mergeTags deleteTag renameTeam retireTeam restoreTeam',
    requesterAndStaff: 'setStatus setPriority',
    sellerAndStaff: 'updateTags',
    author: 'editMessage',
    authorAndAdmins: 'deleteMessage',
    ownerElseNotFound: 'updateScheduledMessage sendScheduledMessageNow cancelScheduledMessage',
    staffTooLate: 'undoBatch',
    staffMatchNone: 'startBatch',
    adminsAlone: `addTeam setDeskSettings setDeskLogo resetSecondFactor invitePerson resendInvitation cancelInvitation changeRole disablePerson enablePerson renamePerson
      setExpertise setLoadLimit setTagColor setTeamAssignment retryBackgroundJob saveRetentionRule erasePerson createServiceAccount upsertPeople`,
    // Last: a share without a browser ends by itself, and nothing may change while a rejection is checked.
    participantsMayStart: 'startScreenShare',
  },
  Subscription: {
    adminsOnly: 'personChanged',
    staffElseNotFound: 'batchProgress screenShareSignal',
    sellersAndStaff: 'analyticsChanged',
    staffElseBadInput: 'macroChanged savedViewChanged tagChanged teamChanged userChanged',
    participantsElseNotFound: 'ticketEvents presence',
    signedIn:
      'scheduledMessageChanged screenShareChanged screenShareAsked screenShareDeclined starChanged viewerStateChanged notificationAdded unreadNotifications inboxEvents chatRequestChanged participationChanged',
  },
  Ticket: {
    participants: `id number subject status priority type tags requester team participants isStarred unreadCount messageCount viewerReadMessageCount readMarkers
      viewerReadSeq createdAt updatedAt version lastSeq cursor viewerCanReply viewerCanClose viewerCanClaim
      viewerCanTag viewerCanManage viewerCanDelete lastMessage snippet timeline assignee attachments sessions assignmentSuggestions
      tagSuggestions viewerCanRate viewerIsAskedToRate isConfidential viewerCanEscalate viewerNeedsReasonToEscalate
       addressedTo shopTakesPart viewerSide viewerAudiences`,
    ratingReadersOrNull: 'rating',
    participantsOrNull:
      'seller order waitingOn waitingSince resolvedAt dueAt escalatedAt shopResponseDueAt case shopAssignee',
    staff: 'notes notesVersion',
    staffOrNull: 'privacy notesEditedBy notesEditedAt legalHold',
  },
  ...MESSAGE_FIELDS,
  AttachmentLimits: { signedIn: 'fileBytes messageFiles dayBytes usedTodayBytes' },
  User: {
    participants: 'id name role isService isErased isOnline expertise shops viewerCanChangeAccess viewerCanTagTickets',
    participantsOrNull: 'avatarUrl lastSeenAt',
    self: 'notificationSettings',
    selfAndStaff: 'email chosenLanguage language timeZone',
    staff: 'memberSince',
    adminsOrNull: 'hasSecondFactor',
    staffOrNull: 'disabledAt team availability workingHours timeOff erasure',
  },
  ApiToken: { signedIn: 'id name scopes user createdAt expiresAt', signedInOrNull: 'createdBy lastUsedAt revokedAt' },
  ApiTokenPayload: { signedInOrNull: 'token secret', signedIn: 'errors' },
  Seller: {
    signedIn: 'id shopName isErased memberSince',
    ownersCircle: 'owner',
    signedInStaffElseNull: 'waitingCount',
  },
  Invitation: {
    adminsOnly: 'id email name role createdAt expiresAt invitedBy',
    adminsOnlyOrNull: 'shopName mailedAt mailProblem acceptedAt cancelledAt',
  },
  InvitationConnection: { adminsOnly: 'edges pageInfo totalCount' },
  InvitationPayload: { adminsElseNull: 'invitation link', signedIn: 'mailing errors' },
  LocalePayload: { signedIn: 'person errors' },
  PicturePayload: { signedInOrNull: 'avatarUrl', signedIn: 'errors' },
  PersonPayload: { adminsElseNull: 'person', signedIn: 'returnedTickets errors' },
  UpsertPeoplePayload: { signedIn: 'results errors' },
  UpsertPersonResult: { adminsElseHidden: 'externalId result user errors' },
  PersonChange: { adminsOnly: 'person', adminsOnlyOrNull: 'invitation' },
  PeopleCounts: { adminsOnly: 'invitations waitingShops' },
  TagsEntry: { participants: 'id seq at audience actor added removed' },
  ...CUSTOMER_FIELDS,
  ...DESK_FIELDS,
  ...CASE_FIELDS,
  ...FIGURE_FIELDS,
  ...PRIVACY_FIELDS,
  ...NOTIFICATION_FIELDS,
  Erasure: { staffElseHidden: 'requestedAt heldTickets', staffElseHiddenOrNull: 'finishedAt' },
  RetentionRule: {
    adminsElseHidden: 'id kind statuses days enabled wouldRemove heldTickets checkedAt removed',
    adminsElseHiddenOrNull: 'lastRunAt',
  },
  RetentionRulePayload: { adminsElseNull: 'rule', signedIn: 'errors' },
  AssignmentEntry: {
    participants: 'id seq at audience actor assignee claimed',
    participantsOrNull: 'team reason previous awayMinutes',
  },

  ChatRequestEntry: { participants: 'id seq at audience actor request change fromStart' },
  ParticipantEntry: { participants: 'id seq at audience actor person joined' },
  ChatRequest: {
    participants: `id requester ticket ticketNumber isLiveChat reason status createdAt decidedAt decidedBy
      viewerCanDecide viewerCanCancel`,
    staff: 'note',
  },
  ChatRequestConnection: { signedIn: 'edges pageInfo totalCount' },
  ChatRequestEdge: { signedIn: 'cursor node' },
  ShopTicket: { signedInOrNull: 'ticketId number shopName openedAt' },
  ChatRequestPayload: { signedInOrNull: 'request', signedIn: 'errors' },
  Participation: { signedIn: 'ticketId', signedInOrNull: 'ticket' },

  UserConnection: { signedIn: 'edges pageInfo totalCount' },
  UserEdge: { signedIn: 'cursor node' },
  SellerConnection: { signedIn: 'edges pageInfo totalCount' },
  SellerEdge: { signedIn: 'cursor node' },
  Macro: { staffElseHidden: 'id name body isShared owner actions usedCount updatedAt viewerCanChange' },
  MacroActions: { staffElseHidden: 'status priority addTags removeTags assignTo assignee team' },
  SaveMacroPayload: { signedIn: 'errors', signedInOrNull: 'macro' },
  DeleteMacroPayload: { signedIn: 'errors', signedInOrNull: 'deletedId' },
  MacroChange: { staffElseBadInput: 'id macro' },
  SavedViewChange: { staffElseBadInput: 'id view' },
  Team: { signedIn: 'name title isRetired isDefault assignment', adminsElseNull: 'memberCount openTicketCount' },
  TeamAssignmentPayload: { adminsElseNull: 'team', signedIn: 'errors' },
  AssignmentSuggestion: { staffElseOutside: 'agent score reasons' },
  WorkingHours: { staffElseHidden: 'timeZone intervals' },
  WorkingInterval: { staffElseHidden: 'weekday from until' },
  TimeOff: { staffElseHidden: 'id from until' },
  WorkPayload: { signedInStaffElseNull: 'person', signedIn: 'errors' },
  TeamPayload: { adminsElseNull: 'team', signedIn: 'errors' },
  DeskSettings: {
    staffElseHidden:
      'claimKeptMinutes removeLocation searchLanguage ratingDelayHours caseDecisionHours appealDays timeZone signUp signUpDomains staffSecondFactor accent profile privacy queueReadable messageDeletionMinutes',
    staffElseHiddenOrNull:
      'shopResponseHours disputeTeam backupsKept lastBackupAt lastBackupProblem name senderAddress defaultSender',
  },
  DeskSettingsPayload: { adminsElseNull: 'settings', signedIn: 'errors' },
  SavedView: { staffElseHidden: 'id name shared owner filter orderField orderDirection count viewerCanChange' },
  SavedFilter: {
    staffElseHiddenOrNull: `status priority type tags team requesterRole assigneeId requesterId sellerId unassigned mine
      starred unread waitingOn created updated text`,
  },
  SavedViewPayload: { signedInStaffElseNull: 'view', signedIn: 'errors' },
  BatchJob: {
    staffElseHidden: `id state total processed changed failed restored conflicts createdAt endedAt problems`,
  },
  BatchProblem: { staffElseHidden: 'ticket reason' },
  BackgroundJob: {
    adminsElseHidden: 'id task state attempts maxAttempts createdAt runAt',
    adminsElseHiddenOrNull: 'lastError',
  },
  BackgroundJobConnection: { adminsElseHidden: 'edges pageInfo' },
  BackgroundJobEdge: { adminsElseHidden: 'cursor node' },
  InboundMail: {
    adminsElseHidden: 'id channel sizeBytes state receivedAt',
    adminsElseHiddenOrNull: 'sender subject reason originalUrl',
  },
  InboundMailConnection: { adminsElseHidden: 'edges pageInfo' },
  InboundMailEdge: { adminsElseHidden: 'cursor node' },
  RetryBackgroundJobPayload: { adminsElseNull: 'job', signedIn: 'errors' },
  BatchPayload: { signedInStaffElseNull: 'job', signedIn: 'errors' },
  UpdateTicketsPayload: { signedIn: 'results errors' },
  UpdateTicketResult: { staffElseHidden: 'ticketId ticket errors' },
  TicketConnection: { signedIn: 'edges pageInfo totalCount cursor' },
  TicketEdge: { signedIn: 'cursor node' },
  SearchConnection: { signedIn: 'edges pageInfo' },
  SearchEdge: { signedIn: 'cursor node' },
  SearchHit: { signedIn: 'ticket excerpt', signedInOrNull: 'message' },
  PageInfo: { signedIn: 'hasNextPage hasPreviousPage startCursor endCursor' },
  TicketCounts: {
    signedIn:
      'total open inProgress resolved closed unread unreadUpTo100 starred mine unassigned waitingOnRequester waitingOnStaff waitingOnShop waitingOnViewer disputed',
  },
  TagCount: { signedInOrNull: 'tag count' },

  Desk: {
    public: 'name profile roleNames demoSignIns accent messageDeletionMinutes',
    publicOrNull: 'demoPassword logoUrl',
  },
  RoleName: { public: 'role one many' },
  DemoSignIn: { publicOrNull: 'email name role' },
  CreateTicketPayload: { signedIn: 'ticket errors' },
  TicketPayload: { participantsElseNull: 'ticket', signedIn: 'errors' },
  ReplyPayload: { participantsElseNull: 'message ticket', signedIn: 'errors' },
  ScheduledMessage: {
    participants: 'id author audience body sendAt state createdAt viewerCanChange',
    participantsOrNull: 'holdReason',
  },
  ScheduledMessagePayload: { signedInOrNull: 'scheduledMessage', signedIn: 'errors' },
  ScheduledMessageChange: { signedIn: 'id', signedInOrNull: 'scheduledMessage' },
  MessagePayload: { signedInOrNull: 'message', signedIn: 'errors' },
  AuditConnection: { adminsElseHidden: 'edges pageInfo' },
  AuditEdge: { adminsElseHidden: 'cursor node' },
  AuditEntry: {
    adminsElseHidden: 'id kind at text',
    adminsElseHiddenOrNull: 'actor person ticket ip userAgent requestId',
  },
  Session: {
    participants: `id ticket host startsAt endsAt timeZone provider joinUrl hasMeetingLink meetingState meetingIsRetried responses icsUrl`,
    participantsOrNull: 'cancelledAt outcome',
    staff: 'outcomeNote',
    staffOrNull: 'meetingProblem meetingProblemReason',
  },
  SessionAttendee: { participants: 'user response', participantsOrNull: 'proposedStartsAt' },
  SessionEntry: {
    participants: 'id seq at audience actor session change',
    participantsOrNull: 'response outcome movedTo',
  },
  SessionWarning: { staffElseBadInput: 'kind person startsAt endsAt' },
  SessionPayload: { signedInOrNull: 'session', signedIn: 'warnings errors' },
  Rating: { ratingReaders: 'score comment ratedAt isCurrent' },
  RatingEntry: {
    staffsOwnEntries: 'id seq at audience actor score isCommented',
    staffsOwnEntriesOrNull: 'previousScore rating',
  },
  ScreenShare: { participants: 'id ticket sharer startedAt', participantsOrNull: 'endedAt' },
  ScreenShareSignal: { staffElseNotFound: 'id screenShare from signal' },
  ScreenShareAsk: { signedInOrNull: 'id ticket asker person askedAt declinedAt' },
  ScreenSharePayload: { signedInOrNull: 'screenShare', signedIn: 'errors' },
  ScreenShareEntry: { participants: 'id seq at audience actor started' },
  IceServer: { signedInOrNull: 'urls username credential' },
  AckPayload: { signedIn: 'ok errors' },
  PresenceUpdate: { participantsElseNotFound: 'user online typing viewing' },
  UserError: { signedIn: 'code message', signedInOrNull: 'path' },

  TicketEvent: {
    participantsElseNotFound: 'cursor ticket entry',
    participantsElseNotFoundOrNull: 'changedMessage changedSession',
  },
  InboxUpdate: { signedIn: 'cursor tickets removedIds' },
  FeedReset: { signedIn: 'reason' },
}

/** The rule of each field of every type. */
export const FIELDS: Fields = [SHOP_FIELDS as Fields].reduce(withMore, OWN_FIELDS)

function withMore(fields: Fields, more: Fields): Fields {
  const both = { ...fields }
  for (const [type, rules] of Object.entries(more)) {
    const known = (both[type] = { ...both[type] })
    for (const [rule, names] of Object.entries(rules) as [keyof typeof RULES, string][])
      known[rule] = [known[rule], names].filter(Boolean).join(' ')
  }
  return both
}

/** Every rule as a flat list: `Ticket.notes` and its rule. */
export const FIELD_RULES = Object.entries(FIELDS).flatMap(([type, byRule]) =>
  Object.entries(byRule).flatMap(([rule, fields]) =>
    fields
      .split(/\s+/)
      .filter(Boolean)
      .map((field) => ({ type, field, rule: RULES[rule as keyof typeof RULES] as Rule })),
  ),
)

/** The rule of a field. */
export function ruleOf(type: string, field: string): Rule {
  const [name] = Object.entries(FIELDS[type]!).find(([, fields]) => fields.split(/\s+/).includes(field))!
  return RULES[name as keyof typeof RULES]
}
