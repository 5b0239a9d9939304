/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** How a file can be displayed. */
export type AttachmentKind =
  /** Audio that browsers can play. */
  | 'AUDIO'
  /** Any other file, which can only be downloaded. */
  | 'FILE'
  /** A picture that browsers can display and the server could decode. */
  | 'IMAGE'
  /** A file that is not stored here: only its original address is known. */
  | 'LINK'
  /** A PDF. */
  | 'PDF'
  /** A video that browsers can play. */
  | 'VIDEO';

export type AttachmentFieldsFragment = { id: string, fileName: string, contentType: string, kind: AttachmentKind, isRecording: boolean, sizeBytes: number, url: string, thumbnailUrl: string | null, width: number | null, height: number | null, durationSeconds: number | null, pages: number | null };

export type FreshAttachmentQueryVariables = Exact<{
  id: string;
}>;


export type FreshAttachmentQuery = { node:
    | { __typename: 'ApiToken' }
    | { __typename: 'Attachment', id: string, fileName: string, contentType: string, kind: AttachmentKind, isRecording: boolean, sizeBytes: number, url: string, thumbnailUrl: string | null, width: number | null, height: number | null, durationSeconds: number | null, pages: number | null }
    | { __typename: 'ChatRequest' }
    | { __typename: 'Invitation' }
    | { __typename: 'Message' }
    | { __typename: 'Notification' }
    | { __typename: 'ScreenShare' }
    | { __typename: 'Seller' }
    | { __typename: 'Session' }
    | { __typename: 'Ticket' }
    | { __typename: 'User' }
   | null };

export type AttachmentLimitsQueryVariables = Exact<{ [key: string]: never; }>;


export type AttachmentLimitsQuery = { attachmentLimits: { fileBytes: number, messageFiles: number, dayBytes: number, usedTodayBytes: number } };

export const AttachmentFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttachmentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attachment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"isRecording"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"pages"}}]}}]} as unknown as DocumentNode;
export const FreshAttachmentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FreshAttachment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attachment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AttachmentFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttachmentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attachment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"isRecording"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnailUrl"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"pages"}}]}}]} as unknown as DocumentNode;

export function useFreshAttachmentQuery(options: Omit<Urql.UseQueryArgs<FreshAttachmentQueryVariables>, 'query'>) {
  return Urql.useQuery<FreshAttachmentQuery, FreshAttachmentQueryVariables>({ query: FreshAttachmentDocument, ...options });
};
export const AttachmentLimitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AttachmentLimits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attachmentLimits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fileBytes"}},{"kind":"Field","name":{"kind":"Name","value":"messageFiles"}},{"kind":"Field","name":{"kind":"Name","value":"dayBytes"}},{"kind":"Field","name":{"kind":"Name","value":"usedTodayBytes"}}]}}]}}]} as unknown as DocumentNode;

export function useAttachmentLimitsQuery(options?: Omit<Urql.UseQueryArgs<AttachmentLimitsQueryVariables>, 'query'>) {
  return Urql.useQuery<AttachmentLimitsQuery, AttachmentLimitsQueryVariables>({ query: AttachmentLimitsDocument, ...options });
};