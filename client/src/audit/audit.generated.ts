/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** A filter for audit log entries. Omitted fields match everything. */
export type AuditFilter = {
  /** From this time on. */
  from?: string | null | undefined;
  /** Of one of these kinds. */
  kinds?: Array<AuditKind> | null | undefined;
  /** By or about this person. */
  personId?: string | null | undefined;
  /** Before this time. */
  to?: string | null | undefined;
};

/** The kinds of audit log entries. */
export type AuditKind =
  /** A ticket became confidential, or is no longer. */
  | 'CONFIDENTIAL_CHANGED'
  /** All messages of a ticket were deleted. */
  | 'CONVERSATION_DELETED'
  /** An operation was rejected for lack of permission. */
  | 'DENIED'
  /** An email address was changed. */
  | 'EMAIL_CHANGED'
  /** An admin asked for access to a private ticket. */
  | 'EMERGENCY_ACCESS'
  /** An invitation was accepted. */
  | 'INVITATION_ACCEPTED'
  /** An invitation was withdrawn. */
  | 'INVITATION_CANCELLED'
  /** An invitation was resent with a new link. */
  | 'INVITATION_RESENT'
  /** A person was invited. */
  | 'INVITATION_SENT'
  /** The legal hold on a ticket was lifted. */
  | 'LEGAL_HOLD_LIFTED'
  /** A ticket was put under a legal hold. */
  | 'LEGAL_HOLD_SET'
  /** A message was deleted. */
  | 'MESSAGE_DELETED'
  /** A passkey was added. */
  | 'PASSKEY_ADDED'
  /** A passkey was removed. */
  | 'PASSKEY_REMOVED'
  /** A password was changed. */
  | 'PASSWORD_CHANGED'
  /** A user was created. */
  | 'PERSON_ADDED'
  /** A user was disabled. */
  | 'PERSON_DISABLED'
  /** A user was enabled. */
  | 'PERSON_ENABLED'
  /** The erasure of a user was requested. */
  | 'PERSON_ERASED'
  /** A user’s data was exported. */
  | 'PERSON_EXPORTED'
  /** A retention rule was changed. */
  | 'RETENTION_CHANGED'
  /** A user’s role was changed. */
  | 'ROLE_CHANGED'
  /** A second factor was removed. */
  | 'SECOND_FACTOR_OFF'
  /** A second factor was set up. */
  | 'SECOND_FACTOR_ON'
  /** An admin removed the second factor of a user. */
  | 'SECOND_FACTOR_RESET'
  /** The desk’s settings were changed. */
  | 'SETTINGS_CHANGED'
  /** A shop was closed. */
  | 'SHOP_CLOSED'
  /** An invitation to answer for a shop was withdrawn. */
  | 'SHOP_INVITATION_CANCELLED'
  /** Somebody joined a shop. */
  | 'SHOP_MEMBER_ADDED'
  /** Somebody was invited to answer for a shop. */
  | 'SHOP_MEMBER_INVITED'
  /** Somebody left or was removed from a shop. */
  | 'SHOP_MEMBER_REMOVED'
  /** A shop was reopened. */
  | 'SHOP_REOPENED'
  /** A user signed in. */
  | 'SIGN_IN'
  /** A sign-in failed. */
  | 'SIGN_IN_FAILED'
  /** A sign-in was ended. */
  | 'SIGN_OUT'
  /** A tag was renamed, merged, deleted or coloured. */
  | 'TAG_CHANGED'
  /** A team was renamed, retired or restored. */
  | 'TEAM_CHANGED'
  /** Tickets were changed in bulk. */
  | 'TICKETS_CHANGED'
  /** A ticket was exported. */
  | 'TICKET_EXPORTED'
  /** An API token was created. */
  | 'TOKEN_ISSUED'
  /** An API token was revoked. */
  | 'TOKEN_REVOKED'
  /** An API token was used: recorded at most once an hour. */
  | 'TOKEN_USED';

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

export type AuditLogQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { edges: Array<{ node: { id: string, kind: AuditKind, at: string, text: string, ip: string | null, userAgent: string | null, requestId: string | null, actor: { id: string, name: string, isErased: boolean } | null, ticket: { id: string, number: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AuditPeopleQueryVariables = Exact<{
  text?: string | null | undefined;
}>;


export type AuditPeopleQuery = { users: { edges: Array<{ node: { id: string, name: string, isErased: boolean, role: Role, avatarUrl: string | null } }> } };


export const AuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ip"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode;

export function useAuditLogQuery(options: Omit<Urql.UseQueryArgs<AuditLogQueryVariables>, 'query'>) {
  return Urql.useQuery<AuditLogQuery, AuditLogQueryVariables>({ query: AuditLogDocument, ...options });
};
export const AuditPeopleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}}]}}]} as unknown as DocumentNode;

export function useAuditPeopleQuery(options?: Omit<Urql.UseQueryArgs<AuditPeopleQueryVariables>, 'query'>) {
  return Urql.useQuery<AuditPeopleQuery, AuditPeopleQueryVariables>({ query: AuditPeopleDocument, ...options });
};