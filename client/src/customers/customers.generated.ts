/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** Who can see a message. It never changes. STAFF is an internal note. */
export type Audience =
  /** Everyone: both sides and staff. */
  | 'PARTICIPANTS'
  /** The requester’s side and staff. */
  | 'REQUESTER'
  /** The shop’s side and staff. */
  | 'SHOP'
  /** Agents and admins only. */
  | 'STAFF';

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

export type CustomerTimelineQueryVariables = Exact<{
  userId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerTimelineQuery = { customerTimeline: { edges: Array<{ node: { excerpt: string | null, ticket: { id: string, number: string, subject: string }, entry:
          | { __typename: 'AssignmentEntry', audience: Audience, team: string | null, claimed: boolean, reason: AssignmentReason | null, awayMinutes: number | null, id: string, seq: number, at: string, assignee: { id: string, name: string, isErased: boolean } | null, previous: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'CaseEntry', audience: Audience, isAfterDeadline: boolean, isAboutAppeal: boolean, id: string, seq: number, at: string, caseChange: CaseChange, caseSide: PartySide | null, caseOutcome: CaseOutcome | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ChatRequestEntry', audience: Audience, change: RequestStatus, fromStart: boolean, id: string, seq: number, at: string, request: { id: string, isLiveChat: boolean, requester: { id: string, name: string, isErased: boolean } }, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ConfidentialEntry', audience: Audience, confidential: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'EmergencyAccessEntry', audience: Audience, id: string, seq: number, at: string, emergencyReason: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'LegalHoldEntry', audience: Audience, held: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'MessageEntry', audience: Audience, id: string, seq: number, at: string, message: { id: string, deletedAt: string | null, author: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ParticipantEntry', audience: Audience, joined: boolean, id: string, seq: number, at: string, person: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'PriorityEntry', audience: Audience, id: string, seq: number, at: string, priorityFrom: TicketPriority, priorityTo: TicketPriority, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'RatingEntry', audience: Audience, score: number, previousScore: number | null, isCommented: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'RenameEntry', audience: Audience, id: string, seq: number, at: string, renamedFrom: string | null, renamedTo: string | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ScreenShareEntry', audience: Audience, started: boolean, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'SessionEntry', audience: Audience, response: SessionResponse | null, outcome: SessionOutcome | null, movedTo: string | null, id: string, seq: number, at: string, sessionChange: SessionChange, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ShopAskedInEntry', audience: Audience, withHistory: boolean, id: string, seq: number, at: string, seller: { id: string, shopName: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'ShopAssignmentEntry', audience: Audience, id: string, seq: number, at: string, person: { id: string, name: string, isErased: boolean } | null, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'StatusEntry', audience: Audience, id: string, seq: number, at: string, statusFrom: TicketStatus | null, statusTo: TicketStatus, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
          | { __typename: 'TagsEntry', audience: Audience, added: Array<string>, removed: Array<string>, id: string, seq: number, at: string, actor: { id: string, name: string, isErased: boolean, role: Role, isService: boolean } | null }
         } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CustomerSessionsQueryVariables = Exact<{
  userId: string;
  first?: number | null | undefined;
}>;


export type CustomerSessionsQuery = { customerSessions: Array<{ id: string, startsAt: string, endsAt: string, cancelledAt: string | null, outcome: SessionOutcome | null, ticket: { id: string, number: string, subject: string } }> | null };


export const CustomerTimelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerTimeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerTimeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"HistoryEntry"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isService"}}]}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HistoryEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimelineEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isService"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StatusEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"statusFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"statusTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PriorityEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"priorityFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"priorityTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RenameEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"renamedFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"renamedTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TagsEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"claimed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"awayMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"previous"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChatRequestEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"fromStart"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"isLiveChat"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"sessionChange"},"name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"movedTo"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RatingEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"previousScore"}},{"kind":"Field","name":{"kind":"Name","value":"isCommented"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"started"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaseEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"caseChange"},"name":{"kind":"Name","value":"change"}},{"kind":"Field","alias":{"kind":"Name","value":"caseSide"},"name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"isAfterDeadline"}},{"kind":"Field","alias":{"kind":"Name","value":"caseOutcome"},"name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"isAboutAppeal"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConfidentialEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confidential"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmergencyAccessEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"emergencyReason"},"name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LegalHoldEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"held"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ShopAskedInEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withHistory"}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shopName"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ShopAssignmentEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joined"}}]}}]}}]} as unknown as DocumentNode;

export function useCustomerTimelineQuery(options: Omit<Urql.UseQueryArgs<CustomerTimelineQueryVariables>, 'query'>) {
  return Urql.useQuery<CustomerTimelineQuery, CustomerTimelineQueryVariables>({ query: CustomerTimelineDocument, ...options });
};
export const CustomerSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerSessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelledAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useCustomerSessionsQuery(options: Omit<Urql.UseQueryArgs<CustomerSessionsQueryVariables>, 'query'>) {
  return Urql.useQuery<CustomerSessionsQuery, CustomerSessionsQueryVariables>({ query: CustomerSessionsDocument, ...options });
};