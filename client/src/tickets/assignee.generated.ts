/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** Input of `assignTicket`. Omitted fields do not change. */
export type AssignInput = {
  /** A staff member; null to unassign. */
  agentId?: string | null | undefined;
  /** The version you last read: if the same field has been changed since, nothing is changed (CONFLICT). */
  expectedVersion?: number | null | undefined;
  /** A team’s name. */
  team?: string | null | undefined;
  /** Which ticket. */
  ticketId: string;
};

/** Why a change was refused, in a form that programs can rely on. */
export type ErrorCode =
  /** It has changed meanwhile; the payload shows how it is now. */
  | 'CONFLICT'
  /** The viewer may see this, but not do that. */
  | 'FORBIDDEN'
  /** The client-minted id was already used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Does not exist, or is not visible to the viewer. */
  | 'NOT_FOUND'
  /** A value is not acceptable; `path` names it. */
  | 'VALIDATION';

/** Input of `handOver`. */
export type HandOverInput = {
  /** One of staff. */
  agentId?: string | null | undefined;
  /** UUID minted by the client for the note; a retry with the same one changes nothing. */
  clientId: string;
  /** The version you last read: if the ticket has been assigned since, nothing is changed (CONFLICT). */
  expectedVersion?: number | null | undefined;
  /** An internal note for the new assignee; at most 20,000 characters. */
  note: string;
  /** A team’s name. */
  team?: string | null | undefined;
  /** Which ticket. */
  ticketId: string;
};

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

/** How urgent a ticket is. */
export type TicketPriority =
  /** Before others. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** As usual. */
  | 'MEDIUM';

/** The status of a ticket. */
export type TicketStatus =
  /** Ended; a reply reopens it. */
  | 'CLOSED'
  /** Somebody is working on it. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'OPEN'
  /** Answered; a reply reopens it. */
  | 'RESOLVED';

/** The type of ticket. */
export type TicketType =
  /** Something is missing. */
  | 'FEATURE_REQUEST'
  /** Something does not work. */
  | 'PROBLEM'
  /** Something is not clear. */
  | 'QUESTION';

/** Who has to answer next: the requester or staff. */
export type WaitingOn =
  /** Staff have answered last. */
  | 'REQUESTER'
  /** The requester or another participant wrote last. */
  | 'STAFF';

export type AssignableStaffQueryVariables = Exact<{
  text?: string | null | undefined;
  disabled?: boolean | null | undefined;
}>;


export type AssignableStaffQuery = { users: { edges: Array<{ node: { id: string, name: string, role: Role } }> } };

export type AssignMutationVariables = Exact<{
  input: AssignInput;
}>;


export type AssignMutation = { assign: { ticket: { id: string, status: TicketStatus, priority: TicketPriority, type: TicketType, tags: Array<string>, team: string, version: number, updatedAt: string, resolvedAt: string | null, waitingOn: WaitingOn | null, waitingSince: string | null, viewerCanClaim: boolean, assignee: { id: string, name: string, role: Role } | null } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type HandOverMutationVariables = Exact<{
  input: HandOverInput;
}>;


export type HandOverMutation = { handOver: { ticket: { id: string, status: TicketStatus, priority: TicketPriority, type: TicketType, tags: Array<string>, team: string, version: number, updatedAt: string, resolvedAt: string | null, waitingOn: WaitingOn | null, waitingSince: string | null, viewerCanClaim: boolean, assignee: { id: string, name: string, role: Role } | null } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };


export const AssignableStaffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AssignableStaff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"disabled"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AGENT"},{"kind":"EnumValue","value":"ADMIN"}]}},{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"disabled"},"value":{"kind":"Variable","name":{"kind":"Name","value":"disabled"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]} as unknown as DocumentNode;

export function useAssignableStaffQuery(options?: Omit<Urql.UseQueryArgs<AssignableStaffQueryVariables>, 'query'>) {
  return Urql.useQuery<AssignableStaffQuery, AssignableStaffQueryVariables>({ query: AssignableStaffDocument, ...options });
};
export const AssignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Assign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangedTicket"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangedTicket"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"waitingSince"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanClaim"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useAssignMutation() {
  return Urql.useMutation<AssignMutation, AssignMutationVariables>(AssignDocument);
};
export const HandOverDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOver"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HandOverInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"handOver"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangedTicket"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangedTicket"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"waitingSince"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanClaim"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useHandOverMutation() {
  return Urql.useMutation<HandOverMutation, HandOverMutationVariables>(HandOverDocument);
};