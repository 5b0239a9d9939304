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

/** The desk’s profile, which determines the names of roles. */
export type DeskProfile =
  /** Students, counsellors and admins. */
  | 'COUNSELLING'
  /** Buyers, sellers, agents and admins. */
  | 'MARKETPLACE';

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

export type ViewerFieldsFragment = { id: string, name: string, email: string | null, role: Role, avatarUrl: string | null, viewerCanTagTickets: boolean };

export type DeskFieldsFragment = { name: string, profile: DeskProfile, accent: DeskAccent, logoUrl: string | null, messageDeletionMinutes: number, demoPassword: string | null, roleNames: Array<{ role: Role, one: string, many: string }>, demoSignIns: Array<{ email: string, name: string, role: Role }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string | null, role: Role, avatarUrl: string | null, viewerCanTagTickets: boolean } | null, desk: { name: string, profile: DeskProfile, accent: DeskAccent, logoUrl: string | null, messageDeletionMinutes: number, demoPassword: string | null, roleNames: Array<{ role: Role, one: string, many: string }>, demoSignIns: Array<{ email: string, name: string, role: Role }> } };

export const ViewerFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewerFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanTagTickets"}}]}}]} as unknown as DocumentNode;
export const DeskFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Desk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"accent"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"messageDeletionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"roleNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"one"}},{"kind":"Field","name":{"kind":"Name","value":"many"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demoSignIns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demoPassword"}}]}}]} as unknown as DocumentNode;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewerFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"desk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DeskFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewerFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"avatarUrl"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanTagTickets"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DeskFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Desk"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"accent"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"messageDeletionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"roleNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"one"}},{"kind":"Field","name":{"kind":"Name","value":"many"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demoSignIns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demoPassword"}}]}}]} as unknown as DocumentNode;

export function useViewerQuery(options?: Omit<Urql.UseQueryArgs<ViewerQueryVariables>, 'query'>) {
  return Urql.useQuery<ViewerQuery, ViewerQueryVariables>({ query: ViewerDocument, ...options });
};