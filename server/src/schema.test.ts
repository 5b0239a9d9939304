import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import {
  type GraphQLInterfaceType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
} from 'graphql'
import { ROOT } from './env.ts'
import { SHOWN_KINDS } from './log/schema.kinds.ts'
import { schema } from './schema.ts'

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
