/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** Input of `askForScreenShare`. */
export type AskForScreenShareInput = {
  /** The ticket. */
  ticketId: string;
};

/** Input of `declineScreenShare`. */
export type DeclineScreenShareInput = {
  /** The ticket. */
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

/** Input of `endScreenShare`. */
export type ScreenShareIdInput = {
  /** The share. */
  screenShareId: string;
};

/** Input of `sendScreenShareSignal`: WebRTC signalling between the sharer and one watcher. */
export type ScreenShareSignalInput = {
  /** The share. */
  screenShareId: string;
  /** An SDP or ICE message as JSON text; at most 64,000 characters. */
  signal: string;
  /** The recipient: the sharer or a watcher. */
  toUserId: string;
};

/** Input of `startScreenShare`. */
export type StartScreenShareInput = {
  /** The ticket. */
  ticketId: string;
};

export type ShareFieldsFragment = { id: string, startedAt: string, endedAt: string | null, sharer: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } };

export type ActiveScreenSharesQueryVariables = Exact<{ [key: string]: never; }>;


export type ActiveScreenSharesQuery = { activeScreenShares: Array<{ id: string, startedAt: string, endedAt: string | null, sharer: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } }> };

export type ScreenShareChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ScreenShareChangedSubscription = { screenShareChanged: { id: string, startedAt: string, endedAt: string | null, sharer: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } } };

export type AskFieldsFragment = { id: string, askedAt: string, declinedAt: string | null, person: { id: string, name: string, isErased: boolean, role: Role }, asker: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } };

export type ScreenShareAsksQueryVariables = Exact<{ [key: string]: never; }>;


export type ScreenShareAsksQuery = { screenShareAsks: Array<{ id: string, askedAt: string, declinedAt: string | null, person: { id: string, name: string, isErased: boolean, role: Role }, asker: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } }> };

export type ScreenShareAskedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ScreenShareAskedSubscription = { screenShareAsked: { id: string, askedAt: string, declinedAt: string | null, person: { id: string, name: string, isErased: boolean, role: Role }, asker: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } } };

export type SentScreenShareAsksQueryVariables = Exact<{ [key: string]: never; }>;


export type SentScreenShareAsksQuery = { sentScreenShareAsks: Array<{ id: string, askedAt: string, declinedAt: string | null, person: { id: string, name: string, isErased: boolean, role: Role }, asker: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } }> };

export type ScreenShareDeclinedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ScreenShareDeclinedSubscription = { screenShareDeclined: { id: string, askedAt: string, declinedAt: string | null, person: { id: string, name: string, isErased: boolean, role: Role }, asker: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } } };

export type IceServersQueryVariables = Exact<{ [key: string]: never; }>;


export type IceServersQuery = { iceServers: Array<{ urls: Array<string>, username: string | null, credential: string | null }> };

export type StartScreenShareMutationVariables = Exact<{
  input: StartScreenShareInput;
}>;


export type StartScreenShareMutation = { startScreenShare: { screenShare: { id: string, startedAt: string, endedAt: string | null, sharer: { id: string, name: string, isErased: boolean, role: Role }, ticket: { id: string, number: string, subject: string } } | null, errors: Array<{ message: string }> } };

export type EndScreenShareMutationVariables = Exact<{
  input: ScreenShareIdInput;
}>;


export type EndScreenShareMutation = { endScreenShare: { screenShare: { id: string, endedAt: string | null } | null, errors: Array<{ message: string }> } };

export type SendScreenShareSignalMutationVariables = Exact<{
  input: ScreenShareSignalInput;
}>;


export type SendScreenShareSignalMutation = { sendScreenShareSignal: { ok: boolean } };

export type DeclineScreenShareMutationVariables = Exact<{
  input: DeclineScreenShareInput;
}>;


export type DeclineScreenShareMutation = { declineScreenShare: { ok: boolean, errors: Array<{ message: string }> } };

export type AskForScreenShareMutationVariables = Exact<{
  input: AskForScreenShareInput;
}>;


export type AskForScreenShareMutation = { askForScreenShare: { ok: boolean, errors: Array<{ message: string }> } };

export type ScreenShareSignalSubscriptionVariables = Exact<{
  id: string;
}>;


export type ScreenShareSignalSubscription = { screenShareSignal: { id: string, signal: string, from: { id: string, name: string, isErased: boolean, role: Role } } };

export const ShareFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sharer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;
export const AskFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareAsk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"declinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;
export const ActiveScreenSharesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ActiveScreenShares"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeScreenShares"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShareFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sharer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useActiveScreenSharesQuery(options?: Omit<Urql.UseQueryArgs<ActiveScreenSharesQueryVariables>, 'query'>) {
  return Urql.useQuery<ActiveScreenSharesQuery, ActiveScreenSharesQueryVariables>({ query: ActiveScreenSharesDocument, ...options });
};
export const ScreenShareChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ScreenShareChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShareChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShareFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sharer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useScreenShareChangedSubscription<TData = ScreenShareChangedSubscription>(options?: Omit<Urql.UseSubscriptionArgs<ScreenShareChangedSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<ScreenShareChangedSubscription, TData>) {
  return Urql.useSubscription<ScreenShareChangedSubscription, TData, ScreenShareChangedSubscriptionVariables>({ query: ScreenShareChangedDocument, ...options }, handler);
};
export const ScreenShareAsksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ScreenShareAsks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShareAsks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AskFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareAsk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"declinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useScreenShareAsksQuery(options?: Omit<Urql.UseQueryArgs<ScreenShareAsksQueryVariables>, 'query'>) {
  return Urql.useQuery<ScreenShareAsksQuery, ScreenShareAsksQueryVariables>({ query: ScreenShareAsksDocument, ...options });
};
export const ScreenShareAskedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ScreenShareAsked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShareAsked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AskFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareAsk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"declinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useScreenShareAskedSubscription<TData = ScreenShareAskedSubscription>(options?: Omit<Urql.UseSubscriptionArgs<ScreenShareAskedSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<ScreenShareAskedSubscription, TData>) {
  return Urql.useSubscription<ScreenShareAskedSubscription, TData, ScreenShareAskedSubscriptionVariables>({ query: ScreenShareAskedDocument, ...options }, handler);
};
export const SentScreenShareAsksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SentScreenShareAsks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentScreenShareAsks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AskFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareAsk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"declinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useSentScreenShareAsksQuery(options?: Omit<Urql.UseQueryArgs<SentScreenShareAsksQueryVariables>, 'query'>) {
  return Urql.useQuery<SentScreenShareAsksQuery, SentScreenShareAsksQueryVariables>({ query: SentScreenShareAsksDocument, ...options });
};
export const ScreenShareDeclinedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ScreenShareDeclined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShareDeclined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AskFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareAsk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"declinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useScreenShareDeclinedSubscription<TData = ScreenShareDeclinedSubscription>(options?: Omit<Urql.UseSubscriptionArgs<ScreenShareDeclinedSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<ScreenShareDeclinedSubscription, TData>) {
  return Urql.useSubscription<ScreenShareDeclinedSubscription, TData, ScreenShareDeclinedSubscriptionVariables>({ query: ScreenShareDeclinedDocument, ...options }, handler);
};
export const IceServersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IceServers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"iceServers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"urls"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"credential"}}]}}]}}]} as unknown as DocumentNode;

export function useIceServersQuery(options?: Omit<Urql.UseQueryArgs<IceServersQueryVariables>, 'query'>) {
  return Urql.useQuery<IceServersQuery, IceServersQueryVariables>({ query: IceServersDocument, ...options });
};
export const StartScreenShareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartScreenShare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartScreenShareInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startScreenShare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShareFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShareFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sharer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]} as unknown as DocumentNode;

export function useStartScreenShareMutation() {
  return Urql.useMutation<StartScreenShareMutation, StartScreenShareMutationVariables>(StartScreenShareDocument);
};
export const EndScreenShareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndScreenShare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareIdInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endScreenShare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useEndScreenShareMutation() {
  return Urql.useMutation<EndScreenShareMutation, EndScreenShareMutationVariables>(EndScreenShareDocument);
};
export const SendScreenShareSignalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendScreenShareSignal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ScreenShareSignalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendScreenShareSignal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}}]}}]}}]} as unknown as DocumentNode;

export function useSendScreenShareSignalMutation() {
  return Urql.useMutation<SendScreenShareSignalMutation, SendScreenShareSignalMutationVariables>(SendScreenShareSignalDocument);
};
export const DeclineScreenShareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeclineScreenShare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeclineScreenShareInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"declineScreenShare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useDeclineScreenShareMutation() {
  return Urql.useMutation<DeclineScreenShareMutation, DeclineScreenShareMutationVariables>(DeclineScreenShareDocument);
};
export const AskForScreenShareDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AskForScreenShare"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AskForScreenShareInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"askForScreenShare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useAskForScreenShareMutation() {
  return Urql.useMutation<AskForScreenShareMutation, AskForScreenShareMutationVariables>(AskForScreenShareDocument);
};
export const ScreenShareSignalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ScreenShareSignal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"screenShareSignal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"screenShareId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"signal"}},{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useScreenShareSignalSubscription<TData = ScreenShareSignalSubscription>(options: Omit<Urql.UseSubscriptionArgs<ScreenShareSignalSubscriptionVariables>, 'query'>, handler?: Urql.SubscriptionHandler<ScreenShareSignalSubscription, TData>) {
  return Urql.useSubscription<ScreenShareSignalSubscription, TData, ScreenShareSignalSubscriptionVariables>({ query: ScreenShareSignalDocument, ...options }, handler);
};