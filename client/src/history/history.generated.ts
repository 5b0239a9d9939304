/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
/** Why a ticket was assigned or returned to the queue automatically. */
export type AssignmentReason =
  /** The ticket was reopened after its assignee had been disabled or was no longer staff. */
  | 'ASSIGNEE_UNAVAILABLE'
  /** The assignee was absent for longer than the configured limit. */
  | 'CLAIM_EXPIRED'
  /** It was new in the queue, and the assignee was next in the team’s rotation. */
  | 'ROUND_ROBIN'
  /** Somebody became available, and it had waited longest. */
  | 'WAITING_LONGEST';

/** A step in a dispute. */
export type CaseChange =
  /** One side appealed the decision. */
  | 'APPEALED'
  /** Staff decided. */
  | 'DECIDED'
  /** One side asked the platform to step in. */
  | 'ESCALATED'
  /** A request for evidence was marked as answered. */
  | 'EVIDENCE_ANSWERED'
  /** Staff asked one side for evidence. */
  | 'EVIDENCE_REQUESTED'
  /** The shop did not answer by its deadline. */
  | 'SHOP_OVERDUE';

/** How a dispute was decided. */
export type CaseOutcome =
  /** Each side gets a part of what it asked for. */
  | 'COMPROMISE'
  /** There is nothing to decide. */
  | 'DISMISSED'
  /** For the requester. */
  | 'FOR_REQUESTER'
  /** For the shop. */
  | 'FOR_SHOP';

/** One of the two sides of a dispute. */
export type PartySide =
  /** The requester’s side. */
  | 'REQUESTER'
  /** The people of the shop. */
  | 'SHOP';

/** The status of a request. */
export type RequestStatus =
  /** Accepted by staff. */
  | 'ACCEPTED'
  /** Withdrawn by the requester. */
  | 'CANCELLED'
  /** Declined by staff. */
  | 'DECLINED'
  /** Waiting for a decision. */
  | 'PENDING';

/** The role of a user. */
export type Role =
  /** Staff who run the desk. */
  | 'ADMIN'
  /** Staff who answer tickets; in a counselling desk, a counsellor. */
  | 'AGENT'
  /** A customer; in a counselling desk, a student. */
  | 'BUYER'
  /** A merchant. */
  | 'SELLER';

/** A change of a session. */
export type SessionChange =
  /** It was cancelled. */
  | 'CANCELLED'
  /** Its outcome was recorded. */
  | 'ENDED'
  /** It was moved. */
  | 'MOVED'
  /** A person responded to the invitation. */
  | 'RESPONDED'
  /** It was scheduled. */
  | 'SCHEDULED';

/** Whether a session took place. */
export type SessionOutcome =
  /** It took place. */
  | 'HELD'
  /** A person did not attend. */
  | 'MISSED';

/** A response to an invitation. */
export type SessionResponse =
  /** The person will attend. */
  | 'ACCEPTED'
  /** The person will not attend. */
  | 'DECLINED'
  /** The person proposes another time. */
  | 'PROPOSED';

/** The priority of a ticket. */
export type TicketPriority =
  /** High. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** Medium. */
  | 'MEDIUM';

/** The status of a ticket. */
export type TicketStatus =
  /** Ended; a reply reopens it. */
  | 'CLOSED'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Open. */
  | 'OPEN'
  /** Answered; a reply reopens it. */
  | 'RESOLVED';

export type HistoryEntry_AssignmentEntry_Fragment = { __typename: 'AssignmentEntry', team: string | null, claimed: boolean, reason: AssignmentReason | null, awayMinutes: number | null, id: string, seq: number, at: string, assignee: { id: string, name: string, isErased: boolean } | null, previous: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_CaseEntry_Fragment = { __typename: 'CaseEntry', isAfterDeadline: boolean, isAboutAppeal: boolean, id: string, seq: number, at: string, caseChange: CaseChange, caseSide: PartySide | null, caseOutcome: CaseOutcome | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ChatRequestEntry_Fragment = { __typename: 'ChatRequestEntry', change: RequestStatus, fromStart: boolean, id: string, seq: number, at: string, request: { id: string, isLiveChat: boolean, requester: { id: string, name: string, isErased: boolean } }, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ConfidentialEntry_Fragment = { __typename: 'ConfidentialEntry', confidential: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_EmergencyAccessEntry_Fragment = { __typename: 'EmergencyAccessEntry', id: string, seq: number, at: string, emergencyReason: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_LegalHoldEntry_Fragment = { __typename: 'LegalHoldEntry', held: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_MessageEntry_Fragment = { __typename: 'MessageEntry', id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ParticipantEntry_Fragment = { __typename: 'ParticipantEntry', joined: boolean, id: string, seq: number, at: string, person: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_PriorityEntry_Fragment = { __typename: 'PriorityEntry', id: string, seq: number, at: string, priorityFrom: TicketPriority, priorityTo: TicketPriority, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_RatingEntry_Fragment = { __typename: 'RatingEntry', score: number, previousScore: number | null, isCommented: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_RenameEntry_Fragment = { __typename: 'RenameEntry', id: string, seq: number, at: string, renamedFrom: string | null, renamedTo: string | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ScreenShareEntry_Fragment = { __typename: 'ScreenShareEntry', started: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_SessionEntry_Fragment = { __typename: 'SessionEntry', response: SessionResponse | null, outcome: SessionOutcome | null, movedTo: string | null, id: string, seq: number, at: string, sessionChange: SessionChange, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ShopAskedInEntry_Fragment = { __typename: 'ShopAskedInEntry', withHistory: boolean, id: string, seq: number, at: string, seller: { id: string, shopName: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_ShopAssignmentEntry_Fragment = { __typename: 'ShopAssignmentEntry', id: string, seq: number, at: string, person: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_StatusEntry_Fragment = { __typename: 'StatusEntry', id: string, seq: number, at: string, statusFrom: TicketStatus | null, statusTo: TicketStatus, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntry_TagsEntry_Fragment = { __typename: 'TagsEntry', added: Array<string>, removed: Array<string>, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null };

export type HistoryEntryFragment =
  | HistoryEntry_AssignmentEntry_Fragment
  | HistoryEntry_CaseEntry_Fragment
  | HistoryEntry_ChatRequestEntry_Fragment
  | HistoryEntry_ConfidentialEntry_Fragment
  | HistoryEntry_EmergencyAccessEntry_Fragment
  | HistoryEntry_LegalHoldEntry_Fragment
  | HistoryEntry_MessageEntry_Fragment
  | HistoryEntry_ParticipantEntry_Fragment
  | HistoryEntry_PriorityEntry_Fragment
  | HistoryEntry_RatingEntry_Fragment
  | HistoryEntry_RenameEntry_Fragment
  | HistoryEntry_ScreenShareEntry_Fragment
  | HistoryEntry_SessionEntry_Fragment
  | HistoryEntry_ShopAskedInEntry_Fragment
  | HistoryEntry_ShopAssignmentEntry_Fragment
  | HistoryEntry_StatusEntry_Fragment
  | HistoryEntry_TagsEntry_Fragment
;

export const HistoryEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HistoryEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimelineEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isService"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StatusEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"statusFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"statusTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PriorityEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"priorityFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"priorityTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RenameEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"renamedFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"renamedTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TagsEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"claimed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"awayMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"previous"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChatRequestEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"fromStart"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"isLiveChat"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"sessionChange"},"name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"movedTo"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RatingEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"previousScore"}},{"kind":"Field","name":{"kind":"Name","value":"isCommented"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"started"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaseEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"caseChange"},"name":{"kind":"Name","value":"change"}},{"kind":"Field","alias":{"kind":"Name","value":"caseSide"},"name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"isAfterDeadline"}},{"kind":"Field","alias":{"kind":"Name","value":"caseOutcome"},"name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"isAboutAppeal"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConfidentialEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confidential"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmergencyAccessEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"emergencyReason"},"name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LegalHoldEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"held"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ShopAskedInEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withHistory"}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shopName"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ShopAssignmentEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joined"}}]}}]}}]} as unknown as DocumentNode;