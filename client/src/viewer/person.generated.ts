/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
/** What a person is on this desk. */
export type Role =
  /** Staff who run the desk. */
  | 'ADMIN'
  /** Staff who answer tickets; in a counselling desk, a counsellor. */
  | 'AGENT'
  /** A customer; in a counselling desk, a student. */
  | 'BUYER'
  /** A merchant. */
  | 'SELLER';

export type PersonFieldsFragment = { id: string, name: string, role: Role };

export const PersonFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]} as unknown as DocumentNode;