import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql'

/**
 * Names of the fields that a document selects below the field being resolved at `path`, including fields that a directive
 * may skip.
 */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo, path: readonly string[]): string[] {
  const fieldsOf = (nodes: readonly FieldNode[]): FieldNode[] =>
    nodes.flatMap((node) => (node.selectionSet?.selections ?? []).flatMap(flattened))
  const flattened = (node: SelectionNode): FieldNode[] => {
    if (node.kind === 'Field') return [node]
    const body = node.kind === 'FragmentSpread' ? fragments[node.name.value] : node
    return (body?.selectionSet.selections ?? []).flatMap(flattened)
  }
  const at = path.reduce<readonly FieldNode[]>(
    (nodes, name) => fieldsOf(nodes).filter((field) => field.name.value === name),
    fieldNodes,
  )
  return [...new Set(fieldsOf(at).map(({ name }) => name.value))]
}

/** Whether the field being resolved is all that its operation asks for. */
export function isOnlyField({ operation }: GraphQLResolveInfo): boolean {
  const { selections } = operation.selectionSet
  return selections.length === 1 && selections[0]!.kind === 'Field'
}
