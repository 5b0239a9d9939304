import { type DocumentNode, getNamedType, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

/** The extension that marks a field whose value depends on the viewer within one visibility class. */
export const PER_VIEWER = 'perViewer'

const known = new WeakMap<DocumentNode, boolean>()

/** Whether a document selects a field that depends on the viewer. If not, everyone of a class gets the same result. */
export function isPerViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
  const before = known.get(document)
  if (before !== undefined) return before
  const types = new TypeInfo(schema)
  let found = false
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const field = types.getFieldDef()
        if (field?.extensions[PER_VIEWER]) found = true
        // A marked field may implement the field of an abstract type, so assume that it does.
        const type = field && getNamedType(field.type)
        if (type?.name === 'Node') found = true
      },
    }),
  )
  known.set(document, found)
  return found
}
