import { expect, test } from '@jest/globals'
import { FIELD_SCOPES } from '../../src/graphql/fieldScopes.ts'
import { schema } from '../../src/schema.ts'

test.each([
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
] as const)('each field of the %s type has a scope, and no other', (type, fields) => {
  expect([...FIELD_SCOPES[type].keys()].toSorted()).toEqual(Object.keys(fields!.getFields()).toSorted())
})

test('no mutation is possible with READ', () => {
  expect([...FIELD_SCOPES.mutation.values()]).not.toContain('read')
})
