/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** Which macro goes. */
export type DeleteMacroInput = {
  /** Which macro. */
  macroId: string;
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

/** To whom a macro gives the ticket. */
export type MacroAssignee =
  /** The agent who uses the macro. */
  | 'ME'
  /** Unassign. */
  | 'NOBODY'
  /** The person it names. */
  | 'PERSON';

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

/** Input of `saveMacro`. Omitted fields are cleared. */
export type SaveMacroInput = {
  /** Adds tags. */
  addTags?: Array<string> | null | undefined;
  /** Assigns the ticket. */
  assignTo?: MacroAssignee | null | undefined;
  /** For PERSON: to whom. */
  assigneeId?: string | null | undefined;
  /** At most 10,000 characters; empty for a macro with actions only. Unknown placeholders are rejected. */
  body: string;
  /** Which; left out for a new one. */
  id?: string | null | undefined;
  /** Whether all staff have it. */
  isShared: boolean;
  /** At most 80 characters, unique among a person’s macros. */
  name: string;
  /** Sets the priority. */
  priority?: TicketPriority | null | undefined;
  /** Removes tags. */
  removeTags?: Array<string> | null | undefined;
  /** Sets the status. */
  status?: TicketStatus | null | undefined;
  /** Routes it to this team. */
  team?: string | null | undefined;
};

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

export type MacroFieldsFragment = { id: string, name: string, body: string, isShared: boolean, usedCount: number, viewerCanChange: boolean, owner: { id: string, name: string, role: Role }, actions: { status: TicketStatus | null, priority: TicketPriority | null, addTags: Array<string>, removeTags: Array<string>, assignTo: MacroAssignee | null, team: string | null, assignee: { id: string, name: string, role: Role } | null } };

export type MacrosQueryVariables = Exact<{
  text?: string | null | undefined;
}>;


export type MacrosQuery = { macros: Array<{ id: string, name: string, body: string, isShared: boolean, usedCount: number, viewerCanChange: boolean, owner: { id: string, name: string, role: Role }, actions: { status: TicketStatus | null, priority: TicketPriority | null, addTags: Array<string>, removeTags: Array<string>, assignTo: MacroAssignee | null, team: string | null, assignee: { id: string, name: string, role: Role } | null } }> };

export type MacroTicketQueryVariables = Exact<{
  ticketId: string;
}>;


export type MacroTicketQuery = { ticket: { id: string, number: string, subject: string, snippet: string | null, status: TicketStatus, priority: TicketPriority, type: TicketType, tags: Array<string>, team: string, isStarred: boolean, unreadCount: number, waitingOn: WaitingOn | null, waitingSince: string | null, createdAt: string, updatedAt: string, version: number, viewerCanClaim: boolean, requester: { id: string, name: string, role: Role }, seller: { id: string, shopName: string } | null, assignee: { id: string, name: string, role: Role } | null } | null };

export type MacroTeamsQueryVariables = Exact<{ [key: string]: never; }>;


export type MacroTeamsQuery = { teams: Array<{ name: string }> };

export type SaveMacroMutationVariables = Exact<{
  input: SaveMacroInput;
}>;


export type SaveMacroMutation = { saveMacro: { macro: { id: string, name: string, body: string, isShared: boolean, usedCount: number, viewerCanChange: boolean, owner: { id: string, name: string, role: Role }, actions: { status: TicketStatus | null, priority: TicketPriority | null, addTags: Array<string>, removeTags: Array<string>, assignTo: MacroAssignee | null, team: string | null, assignee: { id: string, name: string, role: Role } | null } } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type DeleteMacroMutationVariables = Exact<{
  input: DeleteMacroInput;
}>;


export type DeleteMacroMutation = { deleteMacro: { deletedId: string | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type MacroChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MacroChangedSubscription = { macroChanged: { id: string, macro: { id: string, name: string, body: string, isShared: boolean, usedCount: number, viewerCanChange: boolean, owner: { id: string, name: string, role: Role }, actions: { status: TicketStatus | null, priority: TicketPriority | null, addTags: Array<string>, removeTags: Array<string>, assignTo: MacroAssignee | null, team: string | null, assignee: { id: string, name: string, role: Role } | null } } | null } };

export const MacroFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MacroFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Macro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"usedCount"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"addTags"}},{"kind":"Field","name":{"kind":"Name","value":"removeTags"}},{"kind":"Field","name":{"kind":"Name","value":"assignTo"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]} as unknown as DocumentNode;
export const MacrosDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Macros"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"macros"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MacroFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MacroFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Macro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"usedCount"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"addTags"}},{"kind":"Field","name":{"kind":"Name","value":"removeTags"}},{"kind":"Field","name":{"kind":"Name","value":"assignTo"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]} as unknown as DocumentNode;

export function useMacrosQuery(options?: Omit<Urql.UseQueryArgs<MacrosQueryVariables>, 'query'>) {
  return Urql.useQuery<MacrosQuery, MacrosQueryVariables>({ query: MacrosDocument, ...options });
};
export const MacroTicketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MacroTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TicketRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TicketRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"snippet"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"isStarred"}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"waitingOn"}},{"kind":"Field","name":{"kind":"Name","value":"waitingSince"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanClaim"}},{"kind":"Field","name":{"kind":"Name","value":"requester"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shopName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}}]} as unknown as DocumentNode;

export function useMacroTicketQuery(options: Omit<Urql.UseQueryArgs<MacroTicketQueryVariables>, 'query'>) {
  return Urql.useQuery<MacroTicketQuery, MacroTicketQueryVariables>({ query: MacroTicketDocument, ...options });
};
export const MacroTeamsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MacroTeams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode;

export function useMacroTeamsQuery(options?: Omit<Urql.UseQueryArgs<MacroTeamsQueryVariables>, 'query'>) {
  return Urql.useQuery<MacroTeamsQuery, MacroTeamsQueryVariables>({ query: MacroTeamsDocument, ...options });
};
export const SaveMacroDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveMacro"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveMacroInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveMacro"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"macro"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MacroFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MacroFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Macro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"usedCount"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"addTags"}},{"kind":"Field","name":{"kind":"Name","value":"removeTags"}},{"kind":"Field","name":{"kind":"Name","value":"assignTo"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useSaveMacroMutation() {
  return Urql.useMutation<SaveMacroMutation, SaveMacroMutationVariables>(SaveMacroDocument);
};
export const DeleteMacroDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteMacro"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteMacroInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteMacro"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useDeleteMacroMutation() {
  return Urql.useMutation<DeleteMacroMutation, DeleteMacroMutationVariables>(DeleteMacroDocument);
};
export const MacroChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"MacroChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"macroChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"macro"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MacroFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MacroFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Macro"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"usedCount"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanChange"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"addTags"}},{"kind":"Field","name":{"kind":"Name","value":"removeTags"}},{"kind":"Field","name":{"kind":"Name","value":"assignTo"}},{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]} as unknown as DocumentNode;

export function useMacroChangedSubscription<TData = MacroChangedSubscription>(options?: Omit<Urql.UseSubscriptionArgs<MacroChangedSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<MacroChangedSubscription, TData>) {
  return Urql.useSubscription<MacroChangedSubscription, TData, MacroChangedSubscriptionVariables>({ query: MacroChangedDocument, ...options }, handler);
};