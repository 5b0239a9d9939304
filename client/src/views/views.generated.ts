/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** Which view. */
export type DeleteViewInput = {
  /** The view to let go of. */
  viewId: string;
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

/** Which end comes first. */
export type OrderDirection =
  /** The smallest or oldest. */
  | 'ASC'
  /** The greatest or newest. */
  | 'DESC';

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

/** Input of `saveView`. For an existing view, omitted fields do not change. */
export type SaveViewInput = {
  /** Which tickets. */
  filter?: TicketFilter | null | undefined;
  /** The view to change; left out for a new one. */
  id?: string | null | undefined;
  /** Its name; at most 60 characters. */
  name?: string | null | undefined;
  /** In which order. */
  orderBy?: TicketOrder | null | undefined;
  /** Whether all staff have it. */
  shared?: boolean | null | undefined;
};

/** A ticket filter. Omitted fields match everything; a list matches any of its values, `tags` all of them. */
export type TicketFilter = {
  /** Assigned to this person. */
  assigneeId?: string | null | undefined;
  /** Assigned to the viewer; for buyers and sellers, opened by them. */
  mine?: boolean | null | undefined;
  /** With one of these. */
  priority?: Array<TicketPriority> | null | undefined;
  /** Opened by or for this person. */
  requesterId?: string | null | undefined;
  /** The role of the requester. */
  requesterRole?: Array<Role> | null | undefined;
  /** Concerning this shop. */
  sellerId?: string | null | undefined;
  /** Starred by the viewer. */
  starred?: boolean | null | undefined;
  /** In one of these. */
  status?: Array<TicketStatus> | null | undefined;
  /** With all of these. */
  tags?: Array<string> | null | undefined;
  /** Routed to one of these teams. */
  team?: Array<string> | null | undefined;
  /** Text in the subject, or a ticket number. */
  text?: string | null | undefined;
  /** Of one of these. */
  type?: Array<TicketType> | null | undefined;
  /** Unassigned; if false, assigned. */
  unassigned?: boolean | null | undefined;
  /** With messages the viewer has not read. */
  unread?: boolean | null | undefined;
  /** Waiting for staff or for the requester. */
  waitingOn?: WaitingOn | null | undefined;
};

/** How tickets are ordered. */
export type TicketOrder = {
  /** Which end first. */
  direction?: OrderDirection;
  /** By what. */
  field?: TicketOrderField;
};

/** What tickets are ordered by. */
export type TicketOrderField =
  /** When they were opened. */
  | 'CREATED_AT'
  /** How urgent they are. */
  | 'PRIORITY'
  /** When they last changed. */
  | 'UPDATED_AT'
  /** Since when they have been waiting for staff; tickets that are not waiting for staff come last. */
  | 'WAITING';

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

export type SavedViewFieldsFragment = { id: string, name: string, shared: boolean, count: number, viewerCanChange: boolean, orderField: TicketOrderField, orderDirection: OrderDirection, owner: { id: string, name: string }, filter: { status: Array<TicketStatus> | null, priority: Array<TicketPriority> | null, type: Array<TicketType> | null, tags: Array<string> | null, team: Array<string> | null, requesterRole: Array<Role> | null, assigneeId: string | null, unassigned: boolean | null, waitingOn: WaitingOn | null, mine: boolean | null, starred: boolean | null, unread: boolean | null, text: string | null } };

export type SavedViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedViewsQuery = { savedViews: Array<{ id: string, name: string, shared: boolean, count: number, viewerCanChange: boolean, orderField: TicketOrderField, orderDirection: OrderDirection, owner: { id: string, name: string }, filter: { status: Array<TicketStatus> | null, priority: Array<TicketPriority> | null, type: Array<TicketType> | null, tags: Array<string> | null, team: Array<string> | null, requesterRole: Array<Role> | null, assigneeId: string | null, unassigned: boolean | null, waitingOn: WaitingOn | null, mine: boolean | null, starred: boolean | null, unread: boolean | null, text: string | null } }> };

export type SavedViewChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SavedViewChangedSubscription = { savedViewChanged: { id: string } };

export type StaffMemberQueryVariables = Exact<{
  id: string;
}>;


export type StaffMemberQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { name: string, id: string }
   | null };

export type TicketCursorAtQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
  orderBy?: TicketOrder | null | undefined;
  position: number;
}>;


export type TicketCursorAtQuery = { ticketCursorAt: string | null };

export type SaveViewMutationVariables = Exact<{
  input: SaveViewInput;
}>;


export type SaveViewMutation = { saveView: { view: { id: string, name: string, shared: boolean, count: number, viewerCanChange: boolean, orderField: TicketOrderField, orderDirection: OrderDirection, owner: { id: string, name: string }, filter: { status: Array<TicketStatus> | null, priority: Array<TicketPriority> | null, type: Array<TicketType> | null, tags: Array<string> | null, team: Array<string> | null, requesterRole: Array<Role> | null, assigneeId: string | null, unassigned: boolean | null, waitingOn: WaitingOn | null, mine: boolean | null, starred: boolean | null, unread: boolean | null, text: string | null } } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type DeleteViewMutationVariables = Exact<{
  input: DeleteViewInput;
}>;


export type DeleteViewMutation = { deleteView: { errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export const SavedViewFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedViewFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"orderField"}},{"kind":"Field","name":{"kind":"Name","value":"orderDirection"}},{"kind":"Field","name":{"kind":"Name","value":"filter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"requesterRole"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"unassigned"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"starred"}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]} as unknown as DocumentNode;
export const SavedViewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SavedViews"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedViews"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedViewFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedViewFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"orderField"}},{"kind":"Field","name":{"kind":"Name","value":"orderDirection"}},{"kind":"Field","name":{"kind":"Name","value":"filter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"requesterRole"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"unassigned"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"starred"}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]} as unknown as DocumentNode;

export function useSavedViewsQuery(options?: Omit<Urql.UseQueryArgs<SavedViewsQueryVariables>, 'query'>) {
  return Urql.useQuery<SavedViewsQuery, SavedViewsQueryVariables>({ query: SavedViewsDocument, ...options });
};
export const SavedViewChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SavedViewChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedViewChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode;

export function useSavedViewChangedSubscription<TData = SavedViewChangedSubscription>(options?: Omit<Urql.UseSubscriptionArgs<SavedViewChangedSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<SavedViewChangedSubscription, TData>) {
  return Urql.useSubscription<SavedViewChangedSubscription, TData, SavedViewChangedSubscriptionVariables>({ query: SavedViewChangedDocument, ...options }, handler);
};
export const StaffMemberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StaffMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useStaffMemberQuery(options: Omit<Urql.UseQueryArgs<StaffMemberQueryVariables>, 'query'>) {
  return Urql.useQuery<StaffMemberQuery, StaffMemberQueryVariables>({ query: StaffMemberDocument, ...options });
};
export const TicketCursorAtDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TicketCursorAt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"position"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketCursorAt"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"position"},"value":{"kind":"Variable","name":{"kind":"Name","value":"position"}}}]}]}}]} as unknown as DocumentNode;

export function useTicketCursorAtQuery(options: Omit<Urql.UseQueryArgs<TicketCursorAtQueryVariables>, 'query'>) {
  return Urql.useQuery<TicketCursorAtQuery, TicketCursorAtQueryVariables>({ query: TicketCursorAtDocument, ...options });
};
export const SaveViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveViewInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveView"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"view"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedViewFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedViewFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"orderField"}},{"kind":"Field","name":{"kind":"Name","value":"orderDirection"}},{"kind":"Field","name":{"kind":"Name","value":"filter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"requesterRole"}},{"kind":"Field","name":{"kind":"Name","value":"assigneeId"}},{"kind":"Field","name":{"kind":"Name","value":"unassigned"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"starred"}},{"kind":"Field","name":{"kind":"Name","value":"unread"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useSaveViewMutation() {
  return Urql.useMutation<SaveViewMutation, SaveViewMutationVariables>(SaveViewDocument);
};
export const DeleteViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteViewInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteView"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useDeleteViewMutation() {
  return Urql.useMutation<DeleteViewMutation, DeleteViewMutationVariables>(DeleteViewDocument);
};