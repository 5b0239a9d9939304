/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
export type Role =
  | 'ADMIN'
  | 'AGENT'
  | 'BUYER'
  | 'SELLER';

export type TicketPriority =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

export type TicketStatus =
  | 'CLOSED'
  | 'IN_PROGRESS'
  | 'OPEN'
  | 'RESOLVED';

export type HistoryEntry_AssignmentEntry_Fragment = { __typename: 'AssignmentEntry', team: string | null, claimed: boolean, id: string, seq: number, at: string, assignee: { id: string, name: string } | null, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_ChatRequestEntry_Fragment = { __typename: 'ChatRequestEntry', id: string, seq: number, at: string, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_MessageEntry_Fragment = { __typename: 'MessageEntry', id: string, seq: number, at: string, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_PriorityEntry_Fragment = { __typename: 'PriorityEntry', id: string, seq: number, at: string, priorityFrom: TicketPriority, priorityTo: TicketPriority, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_ScreenShareEntry_Fragment = { __typename: 'ScreenShareEntry', id: string, seq: number, at: string, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_SessionEntry_Fragment = { __typename: 'SessionEntry', id: string, seq: number, at: string, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_StatusEntry_Fragment = { __typename: 'StatusEntry', id: string, seq: number, at: string, statusFrom: TicketStatus | null, statusTo: TicketStatus, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntry_TagsEntry_Fragment = { __typename: 'TagsEntry', added: Array<string>, removed: Array<string>, id: string, seq: number, at: string, actor: { id: string, name: string, role: Role } | null };

export type HistoryEntryFragment =
  | HistoryEntry_AssignmentEntry_Fragment
  | HistoryEntry_ChatRequestEntry_Fragment
  | HistoryEntry_MessageEntry_Fragment
  | HistoryEntry_PriorityEntry_Fragment
  | HistoryEntry_ScreenShareEntry_Fragment
  | HistoryEntry_SessionEntry_Fragment
  | HistoryEntry_StatusEntry_Fragment
  | HistoryEntry_TagsEntry_Fragment
;

export const HistoryEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HistoryEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimelineEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StatusEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"statusFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"statusTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PriorityEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"priorityFrom"},"name":{"kind":"Name","value":"from"}},{"kind":"Field","alias":{"kind":"Name","value":"priorityTo"},"name":{"kind":"Name","value":"to"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TagsEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"team"}},{"kind":"Field","name":{"kind":"Name","value":"claimed"}}]}}]}}]} as unknown as DocumentNode;