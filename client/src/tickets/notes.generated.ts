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

/** Writes the private notes of a ticket. */
export type SetNotesInput = {
  /** The `notesVersion` you saw: if the notes have changed since, nothing is written (CONFLICT). */
  expectedNotesVersion?: number | null | undefined;
  /** Or the ticket’s version when you saw them: only changes of the notes since then are a CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** The whole text; at most 20,000 characters. */
  notes: string;
  /** Which ticket. */
  ticketId: string;
};

export type TicketNotesFragment = { id: string, notes: string | null, notesVersion: number | null, notesEditedAt: string | null, notesEditedBy: { id: string, name: string } | null };

export type SetNotesMutationVariables = Exact<{
  input: SetNotesInput;
}>;


export type SetNotesMutation = { setNotes: { ticket: { id: string, notes: string | null, notesVersion: number | null, notesEditedAt: string | null, notesEditedBy: { id: string, name: string } | null } | null, errors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export const TicketNotesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TicketNotes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"notesVersion"}},{"kind":"Field","name":{"kind":"Name","value":"notesEditedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notesEditedAt"}}]}}]} as unknown as DocumentNode;
export const SetNotesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetNotes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetNotesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setNotes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TicketNotes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TicketNotes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ticket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"notesVersion"}},{"kind":"Field","name":{"kind":"Name","value":"notesEditedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notesEditedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode;

export function useSetNotesMutation() {
  return Urql.useMutation<SetNotesMutation, SetNotesMutationVariables>(SetNotesDocument);
};