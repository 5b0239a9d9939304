import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type GraphQLInterfaceType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { ROOT } from './env.ts'
import { COMPLEXITY } from './graphql/limits.ts'
import { SHOWN_KINDS } from './log/schema.kinds.ts'
import { schema } from './schema.ts'

/** `PAGE` of client/src/messages/threadLog.ts. */
const LARGEST_THREAD_PAGE = 50

/** A value of each type that variables must have. */
const EXAMPLES: Record<string, unknown> = {
  ID: 'x',
  '[ID!]': ['x'],
  String: 'x',
  Int: 100,
  Boolean: true,
  Cursor: 'x',
  DateTime: '2026-11-28T12:00:00Z',
  AnalyticsClock: 'WALL',
  AnalyticsDimension: 'TAG',
}

const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

test('every type, field, argument and enum value is documented', () => {
  const silent: string[] = []
  const look = (name: string, { description }: { description?: string | null }) => {
    if (!description) silent.push(name)
  }
  for (const type of ours) {
    look(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        if ('args' in field) for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg)
      }
    }
  }
  expect(silent).toEqual([])
})

test('every kind of event that the timeline shows has a GraphQL type of its entries', () => {
  const type = schema.getType('TimelineEntry') as GraphQLInterfaceType
  const entries = schema.getPossibleTypes(type).map(({ name }) => name)
  for (const kind of SHOWN_KINDS) expect(entries).toContain(type.resolveType?.({ kind }, {}, {} as never, type))
})

test('schema.graphql is what the server serves', () => {
  const committed = readFileSync(path.join(ROOT, 'schema.graphql'), 'utf8')
  expect(committed).toContain(printSchema(schema))
})

test('every query and subscription of the client is within the limits, with pages of the largest size that it asks for', () => {
  const folder = path.join(ROOT, 'client/src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'))
  const { definitions } = parse(files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n'))
  const fragments = definitions.filter(({ kind }) => kind === 'FragmentDefinition')
  // As urql sends them: with the type's name in every selection.
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const
  const text = (operation: OperationDefinitionNode) =>
    print(
      visit(
        { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
        {
          SelectionSet: (node, _key, parent) =>
            (parent as { kind?: string }).kind === 'OperationDefinition'
              ? undefined
              : { ...node, selections: [...node.selections, typename] },
        },
      ),
    )
  const operations = definitions.filter(
    (one) => one.kind === 'OperationDefinition' && one.operation !== 'mutation',
  ) as OperationDefinitionNode[]
  expect(operations.length).toBeGreaterThan(50)
  const beyond = operations.flatMap((operation) => {
    const variables = Object.fromEntries(
      operation.variableDefinitions!.flatMap(({ variable, type }) => {
        const name = variable.name.value
        if (name === 'first' || name === 'last') return [[name, name === 'last' ? LARGEST_THREAD_PAGE : 100]]
        if (type.kind !== 'NonNullType') return []
        return [[name, EXAMPLES[print(type.type)]]]
      }),
    )
    const { complexity } = complexityFromQuery(text(operation), { schema, variables, ctx: {} as never })
    return complexity > COMPLEXITY.complexity ? [`${operation.name?.value}: ${complexity}`] : []
  })
  expect(beyond).toEqual([])
})
