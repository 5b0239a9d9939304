/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
import * as Urql from 'urql';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
/** The colour of buttons and of what is selected. */
export type DeskAccent =
  /** Amber. */
  | 'AMBER'
  /** Blue. */
  | 'BLUE'
  /** Graphite. */
  | 'GRAPHITE'
  /** Green. */
  | 'GREEN'
  /** Indigo, the default. */
  | 'INDIGO'
  /** Pink. */
  | 'PINK'
  /** Red. */
  | 'RED'
  /** Teal. */
  | 'TEAL'
  /** Violet. */
  | 'VIOLET';

/** Who can create an account as a buyer without an invitation. */
export type SignUp =
  /** Owners of an email address of one of `signUpDomains`. */
  | 'DOMAINS'
  /** Nobody. */
  | 'OFF'
  /** Everybody with an email address. */
  | 'OPEN';

export type FirstStepsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstStepsQuery = { deskSettings: { name: string | null, accent: DeskAccent, defaultSender: string | null, signUp: SignUp } | null, desk: { logoUrl: string | null }, teams: Array<{ name: string }>, staff: { totalCount: number }, peopleCounts: { invitations: number }, viewer: { id: string, hasSecondFactor: boolean | null } | null };


export const FirstStepsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FirstSteps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deskSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accent"}},{"kind":"Field","name":{"kind":"Name","value":"defaultSender"}},{"kind":"Field","name":{"kind":"Name","value":"signUp"}}]}},{"kind":"Field","name":{"kind":"Name","value":"desk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"staff"},"name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"AGENT"},{"kind":"EnumValue","value":"ADMIN"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"peopleCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitations"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"hasSecondFactor"}}]}}]}}]} as unknown as DocumentNode;

export function useFirstStepsQuery(options?: Omit<Urql.UseQueryArgs<FirstStepsQueryVariables>, 'query'>) {
  return Urql.useQuery<FirstStepsQuery, FirstStepsQueryVariables>({ query: FirstStepsDocument, ...options });
};