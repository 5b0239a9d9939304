import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { column, type Field, value } from './field.ts'
import { KINDS, ROOTS, TYPES } from './types.ts'

/** A selected field with what it is read from. */
export interface PlannedField {
  key: string
  name: string
  field: Field
  node: FieldNode
  definition: GraphQLField<unknown, unknown>
  type: GraphQLOutputType
  /** The selected fields, by the type of the object. */
  objects: ReadonlyMap<string, readonly PlannedField[]>
}

/** Why a document is not answered by a statement: something that it selects has none. */
export class Undeclared extends Error {}

/** The most bytes that a name has in PostgreSQL. */
const NAME_MAX = 63

/** Finds for each field that a query selects how a statement reads it. Throws Undeclared. */
export function planOf(document: DocumentNode, schema: GraphQLSchema): readonly PlannedField[] {
  const operation = getOperationAST(document)
  if (operation?.operation !== 'query') throw new Undeclared('not a query')
  return new Planner(document, schema).fieldsOf(schema.getQueryType()!, [operation.selectionSet])
}

/** The only field of a mutation, and how what its payload shows is read by a statement. */
export interface PlannedPayload {
  node: FieldNode
  /** The selected fields of the payload that a statement reads, as `payload` says. */
  fields: readonly PlannedField[]
  /** The names of all in the answer, in their order. */
  keys: readonly string[]
  /** The document without what the statement reads. */
  rest: DocumentNode
}

/** Plans a mutation of this one field. Throws Undeclared. */
export function payloadPlanOf(
  document: DocumentNode,
  schema: GraphQLSchema,
  name: string,
  payload: Readonly<Record<string, Field>>,
): PlannedPayload {
  const operation = getOperationAST(document)
  const [node, other] = operation?.selectionSet.selections ?? []
  if (operation?.operation !== 'mutation' || node?.kind !== Kind.FIELD || node.name.value !== name || other)
    throw new Undeclared(`not a single ${name}`)
  const selections = node.selectionSet?.selections ?? []
  const fields = selections.map((one) => {
    if (one.kind !== Kind.FIELD || one.directives?.length) throw new Undeclared(one.kind)
    return one
  })
  const isRead = (one: FieldNode) => one.name.value in payload
  const left = fields.filter((one) => !isRead(one))
  if (left.length === 0) throw new Undeclared('nothing but what is read')
  const type = getNamedType(schema.getMutationType()!.getFields()[name]!.type) as GraphQLObjectType
  const planned = new Planner(document, schema).fieldsOf(
    type,
    [{ ...node.selectionSet!, selections: fields.filter(isRead) }],
    payload,
  )
  const rest = { ...node, selectionSet: { ...node.selectionSet!, selections: left } }
  const definitions = document.definitions.map((one) =>
    one === operation ? { ...operation, selectionSet: { ...operation.selectionSet, selections: [rest] } } : one,
  )
  return { node, fields: planned, keys: fields.map(keyOf), rest: { ...document, definitions } }
}

class Planner {
  readonly #schema: GraphQLSchema
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(document: DocumentNode, schema: GraphQLSchema) {
    this.#schema = schema
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    )
  }

  /** `declared` are the fields of a type that is not among TYPES. */
  fieldsOf(
    type: GraphQLObjectType,
    selections: readonly SelectionSetNode[],
    declared?: Readonly<Record<string, Field>>,
  ): readonly PlannedField[] {
    const collected = new Map<string, FieldNode[]>()
    for (const set of selections) this.#collect(type, set, collected)
    return [...collected].map(([key, nodes]) => this.#field(type, key, nodes, declared))
  }

  #collect(type: GraphQLObjectType, { selections }: SelectionSetNode, into: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (selection.directives?.length) throw new Undeclared('a directive')
      if (selection.kind === Kind.FIELD) {
        const key = keyOf(selection)
        into.set(key, [...(into.get(key) ?? []), selection])
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!
      if (fragment.typeCondition && !this.#applies(fragment.typeCondition.name.value, type)) continue
      this.#collect(type, fragment.selectionSet, into)
    }
  }

  #applies(condition: string, type: GraphQLObjectType): boolean {
    const of = this.#schema.getType(condition)
    return of === type || (isAbstractType(of) && this.#schema.isSubType(of, type))
  }

  #field(
    parent: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    declared?: Readonly<Record<string, Field>>,
  ): PlannedField {
    const node = nodes[0]!
    const name = node.name.value
    if (Buffer.byteLength(key) > NAME_MAX) throw new Undeclared(key)
    const definition = name === '__typename' ? TYPENAME : parent.getFields()[name]!
    const field =
      declared?.[name] ?? (name === '__typename' ? value(() => `'${parent.name}'`) : fieldOf(parent, definition))
    const named = getNamedType(definition.type)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    return {
      key,
      name,
      field,
      node,
      definition,
      type: definition.type,
      objects: new Map(this.#objectsOf(named).map((type) => [type.name, this.fieldsOf(type, sets)])),
    }
  }

  /** The object types that a value of this type may have; of those of an abstract type, only the declared ones. */
  #objectsOf(type: ReturnType<typeof getNamedType>): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type]
    if (!isAbstractType(type)) return []
    const kinds = KINDS[type.name]
    if (!kinds) throw new Undeclared(type.name)
    return this.#schema.getPossibleTypes(type).filter(({ name }) => kinds[name])
  }
}

/** The name of a field in the answer. */
export const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

const TYPENAME = { name: '__typename', type: undefined, args: [] } as unknown as GraphQLField<unknown, unknown>

/** Fields of connections and their parts; sql.ts knows what they are. */
const CONNECTED = /(?:Connection|Edge)$|^PageInfo$/
const OF_CONNECTIONS = new Set(
  'edges pageInfo node cursor totalCount hasNextPage hasPreviousPage startCursor endCursor'.split(' '),
)

function fieldOf(parent: GraphQLObjectType, definition: GraphQLField<unknown, unknown>): Field {
  const { name, extensions } = definition
  const declared = parent.name === 'Query' ? ROOTS[name] : TYPES[parent.name]?.[name]
  if (declared) return declared
  if (CONNECTED.test(parent.name) && OF_CONNECTIONS.has(name)) return value(() => name)
  const exposed = extensions['pothosExposedField']
  if (TYPES[parent.name] && typeof exposed === 'string' && parent.name !== 'Query') return column(snake(exposed))
  throw new Undeclared(`${parent.name}.${name}`)
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
