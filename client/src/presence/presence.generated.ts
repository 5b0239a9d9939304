/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** Input of `setTyping`. The state expires after 6 seconds; repeat it every 3 seconds. */
export type TypingInput = {
  /** To whom the viewer is typing; only they see it. */
  audience?: Audience | null | undefined;
  /** The ticket. */
  ticketId: string;
  /** Whether the viewer is typing. */
  typing: boolean;
};

export type PresenceSubscriptionVariables = Exact<{
  ticketId: string;
}>;


export type PresenceSubscription = { presence: { online: boolean, typing: boolean, viewing: boolean, user: { id: string, name: string, isErased: boolean, role: Role } } };

export type SetTypingMutationVariables = Exact<{
  input: TypingInput;
}>;


export type SetTypingMutation = { setTyping: { ok: boolean } };


export const PresenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Presence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"presence"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ticketId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"online"}},{"kind":"Field","name":{"kind":"Name","value":"typing"}},{"kind":"Field","name":{"kind":"Name","value":"viewing"}}]}}]}}]} as unknown as DocumentNode;

export function usePresenceSubscription<TData = PresenceSubscription>(options: Omit<Urql.UseSubscriptionArgs<PresenceSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<PresenceSubscription, TData>) {
  return Urql.useSubscription<PresenceSubscription, TData, PresenceSubscriptionVariables>({ query: PresenceDocument, ...options }, handler);
};
export const SetTypingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetTyping"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TypingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setTyping"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}}]}}]}}]} as unknown as DocumentNode;

export function useSetTypingMutation() {
  return Urql.useMutation<SetTypingMutation, SetTypingMutationVariables>(SetTypingDocument);
};