import {
  type DirectiveNode,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** The extension that marks a field whose value depends on the viewer within one visibility class. */
export const PER_VIEWER = 'perViewer'

type Variables = { readonly [name: string]: unknown }

const known = new WeakMap<DocumentNode, Map<string, boolean>>()

/**
 * Whether a document, with these variables, selects a field that depends on the viewer. If not, everyone of a class gets the same result.
 */
export function isPerViewer(schema: GraphQLSchema, document: DocumentNode, variables: Variables = {}): boolean {
  const results = known.get(document) ?? new Map<string, boolean>()
  known.set(document, results)
  // Only Boolean variables include or skip fields.
  const key = JSON.stringify(Object.entries(variables).filter(([, value]) => typeof value === 'boolean'))
  const result = results.get(key) ?? selectsPerViewer(schema, included(document, variables))
  results.set(key, result)
  return result
}

function selectsPerViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
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
  return found
}

/** The document without what `@include` and `@skip` leave out, and without fragments that are not used then. */
function included(document: DocumentNode, variables: Variables): DocumentNode {
  const leaveOut = (node: SelectionNode) =>
    node.directives?.some((each) => leavesOut(each, variables)) ? null : undefined
  const left = visit(document, { Field: leaveOut, FragmentSpread: leaveOut, InlineFragment: leaveOut })
  const fragments = new Map(
    left.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const used = new Set(left.definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION))
  // A set visits what is added while it is iterated.
  for (const definition of used)
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value)
        if (fragment) used.add(fragment)
      },
    })
  return { ...left, definitions: [...used] }
}

function leavesOut({ name, arguments: given }: DirectiveNode, variables: Variables): boolean {
  const value = given?.find((argument) => argument.name.value === 'if')?.value
  const condition =
    value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN ? value.value : undefined
  return (name.value === 'include' && condition === false) || (name.value === 'skip' && condition === true)
}
