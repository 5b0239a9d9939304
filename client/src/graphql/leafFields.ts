import type { DocumentNode, FragmentDefinitionNode } from 'graphql'

/** The fields that a fragment, with the fragments of its own type that it spreads, selects and that have no fields themselves. */
export const leafFields = ({ definitions }: DocumentNode): string[] => {
  const fragments = definitions.filter((each) => each.kind === 'FragmentDefinition') as FragmentDefinitionNode[]
  const fieldsOf = (fragment: FragmentDefinitionNode | undefined): string[] =>
    fragment?.selectionSet.selections.flatMap((each) => {
      if (each.kind === 'Field') return each.selectionSet ? [] : [each.name.value]
      return each.kind === 'FragmentSpread'
        ? fieldsOf(fragments.find(({ name }) => name.value === each.name.value))
        : []
    }) ?? []
  return fieldsOf(fragments[0])
}
