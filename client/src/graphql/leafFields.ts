import type { DocumentNode } from 'graphql'

/** The fields that a fragment selects of its own type and that have no fields themselves. */
export const leafFields = ({ definitions: [fragment] }: DocumentNode): string[] =>
  fragment && 'selectionSet' in fragment
    ? fragment.selectionSet.selections.flatMap((each) =>
        each.kind === 'Field' && !each.selectionSet ? [each.name.value] : [],
      )
    : []
