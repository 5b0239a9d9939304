/**
 * Who may see and do what, kept apart from the server's code on purpose: every field of every object type of the schema
 * stands here exactly once. A field without a rule fails authorisation.test.ts, and so does a rule without a field.
 */

/** What somebody gets: a value, null, nothing (what would hold it is null), or an error of this code. */
export type Outcome = 'value' | 'null' | 'hidden' | 'any' | (string & {})

/** What each relation gets; one with a role before it wins. */
export type Rule = Record<'anonymous' | 'owner' | 'joined' | 'stranger' | 'revoked' | 'staff', Outcome> &
  Partial<Record<`${'buyer' | 'seller'} ${'owner' | 'joined'}` | 'agent' | 'admin', Outcome>>

const UNAUTHENTICATED = 'UNAUTHENTICATED'
const outside = { anonymous: UNAUTHENTICATED, stranger: 'hidden', revoked: 'hidden' }
const refused = { anonymous: UNAUTHENTICATED, stranger: 'NOT_FOUND', revoked: 'NOT_FOUND' }
const everyone = (outcome: Outcome) => ({
  owner: outcome,
  joined: outcome,
  stranger: outcome,
  revoked: outcome,
  staff: outcome,
})

/** The rules by name. `…OrNull` is for values that may be missing for everyone. */
export const RULES = {
  public: { anonymous: 'value', ...everyone('value') },
  publicOrNull: { anonymous: 'any', ...everyone('any') },
  nullWhenSignedOut: { anonymous: 'null', ...everyone('value') },
  signedIn: { anonymous: UNAUTHENTICATED, ...everyone('value') },
  signedInOrNull: { anonymous: UNAUTHENTICATED, ...everyone('any') },
  participants: { ...outside, owner: 'value', joined: 'value', staff: 'value' },
  participantsOrNull: { ...outside, owner: 'any', joined: 'any', staff: 'any' },
  participantsElseNull: {
    anonymous: UNAUTHENTICATED,
    owner: 'value',
    joined: 'value',
    stranger: 'null',
    revoked: 'null',
    staff: 'value',
  },
  staff: { ...outside, owner: 'null', joined: 'null', staff: 'value' },
  selfAndStaff: { ...outside, owner: 'value', joined: 'null', staff: 'value' },
  ownersCircle: {
    anonymous: UNAUTHENTICATED,
    'buyer owner': 'NOT_FOUND',
    owner: 'value',
    joined: 'value',
    stranger: 'NOT_FOUND',
    revoked: 'NOT_FOUND',
    staff: 'value',
  },
  participantsElseNotFound: { ...refused, owner: 'value', joined: 'value', staff: 'value' },
  participantsElseNotFoundOrNull: { ...refused, owner: 'any', joined: 'any', staff: 'any' },
  requesterAndStaff: { ...refused, owner: 'value', joined: 'FORBIDDEN', staff: 'value' },
  sellerAndStaff: { ...refused, 'buyer owner': 'FORBIDDEN', owner: 'value', joined: 'FORBIDDEN', staff: 'value' },
  staffElseForbidden: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value' },
  firstOfStaff: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value', admin: 'CONFLICT' },
  admins: { ...refused, owner: 'FORBIDDEN', joined: 'FORBIDDEN', staff: 'value', agent: 'FORBIDDEN' },
  staffAlone: { anonymous: UNAUTHENTICATED, ...everyone('FORBIDDEN'), staff: 'value' },
  staffElseHidden: { anonymous: UNAUTHENTICATED, ...everyone('hidden'), staff: 'value' },
  author: { ...refused, owner: 'value', joined: 'FORBIDDEN', staff: 'FORBIDDEN' },
} satisfies Record<string, Rule>

/** For each type, which rule each field follows. */
export const FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  Query: {
    public: 'desk',
    nullWhenSignedOut: 'viewer',
    signedIn: 'tickets ticketCounts ticketTags users sellers',
    participantsElseNull: 'node ticket',
  },
  Mutation: {
    signedIn: 'createTicket',
    participantsElseNotFound: 'reply star markRead setTyping',
    firstOfStaff: 'claim',
    staffElseForbidden: 'unclaim assign setType setNotes',
    staffAlone: 'updateTickets',
    admins: 'deleteMessage deleteConversation',
    requesterAndStaff: 'setStatus setPriority',
    sellerAndStaff: 'updateTags',
    author: 'editMessage',
  },
  Subscription: { participantsElseNotFound: 'ticketEvents presence', signedIn: 'inboxEvents' },

  Ticket: {
    participants: `id number subject status priority type tags requester team participants isStarred unreadCount
      viewerReadSeq createdAt updatedAt version lastSeq cursor viewerCanReply viewerCanClose viewerCanClaim
      viewerCanManage lastMessage snippet timeline assignee`,
    participantsOrNull: 'seller waitingOn waitingSince resolvedAt',
    staff: 'notes',
  },
  Message: {
    participants: 'id clientId ticket author senderRole audience body createdAt readBy',
    participantsOrNull: 'editedAt deletedAt',
  },
  User: {
    participants: 'id name role isOnline expertise',
    participantsOrNull: 'avatarUrl lastSeenAt',
    selfAndStaff: 'email',
  },
  Seller: { signedIn: 'id shopName', ownersCircle: 'owner' },
  TimelineConnection: { participants: 'edges pageInfo' },
  TimelineEdge: { participants: 'cursor node' },
  MessageEntry: { participants: 'id seq at actor message' },
  StatusEntry: { participants: 'id seq at actor from to' },
  PriorityEntry: { participants: 'id seq at actor from to' },
  TagsEntry: { participants: 'id seq at actor added removed' },

  AssignmentEntry: { participants: 'id seq at actor assignee claimed', participantsOrNull: 'team' },

  UserConnection: { signedIn: 'edges pageInfo totalCount' },
  UserEdge: { signedIn: 'cursor node' },
  SellerConnection: { signedIn: 'edges pageInfo totalCount' },
  SellerEdge: { signedIn: 'cursor node' },
  UpdateTicketsPayload: { signedIn: 'results errors' },
  UpdateTicketResult: { staffElseHidden: 'ticketId ticket errors' },
  TicketConnection: { signedIn: 'edges pageInfo totalCount cursor' },
  TicketEdge: { signedIn: 'cursor node' },
  PageInfo: { signedIn: 'hasNextPage hasPreviousPage startCursor endCursor' },
  TicketCounts: {
    signedIn: 'total open inProgress resolved closed unread starred mine unassigned waitingOnRequester waitingOnStaff',
  },
  TagCount: { signedInOrNull: 'tag count' },

  Desk: { public: 'name profile roleNames demoSignIns', publicOrNull: 'demoPassword' },
  RoleName: { public: 'role one many' },
  DemoSignIn: { publicOrNull: 'email name role' },

  CreateTicketPayload: { signedIn: 'ticket errors' },
  TicketPayload: { participantsElseNull: 'ticket', signedIn: 'errors' },
  ReplyPayload: { participantsElseNull: 'message ticket', signedIn: 'errors' },
  MessagePayload: { signedInOrNull: 'message', signedIn: 'errors' },
  AckPayload: { signedIn: 'ok errors' },
  PresenceUpdate: { participantsElseNotFound: 'user online typing viewing' },
  UserError: { signedIn: 'code message', signedInOrNull: 'path' },

  TicketEvent: { participantsElseNotFound: 'cursor ticket entry', participantsElseNotFoundOrNull: 'changedMessage' },
  InboxUpdate: { signedIn: 'cursor tickets removedIds' },
  FeedReset: { signedIn: 'reason' },
}
