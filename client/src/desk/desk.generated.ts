/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** Omitted fields do not change. */
export type SetDeskSettingsInput = {
  /** From 1 to 10,080 minutes; null for never. */
  claimKeptMinutes?: number | null | undefined;
  /** Whether the location is removed from files uploaded from now on. */
  removeLocation?: boolean | null | undefined;
};

export type DeskSetupQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskSetupQuery = { deskSettings: { claimKeptMinutes: number | null, removeLocation: boolean } | null, teams: Array<{ name: string }> };

export type SetDeskSettingsMutationVariables = Exact<{
  input: SetDeskSettingsInput;
}>;


export type SetDeskSettingsMutation = { setDeskSettings: { settings: { claimKeptMinutes: number | null, removeLocation: boolean } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };


export const DeskSetupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeskSetup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deskSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"claimKeptMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"removeLocation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode;

export function useDeskSetupQuery(options?: Omit<Urql.UseQueryArgs<DeskSetupQueryVariables>, 'query'>) {
  return Urql.useQuery<DeskSetupQuery, DeskSetupQueryVariables>({ query: DeskSetupDocument, ...options });
};
export const SetDeskSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDeskSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetDeskSettingsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setDeskSettings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"claimKeptMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"removeLocation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useSetDeskSettingsMutation() {
  return Urql.useMutation<SetDeskSettingsMutation, SetDeskSettingsMutationVariables>(SetDeskSettingsDocument);
};