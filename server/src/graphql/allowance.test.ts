import { expect, test } from '@jest/globals'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import { parse } from 'graphql'
import { MANIFEST } from '../../test/documents.ts'
import { schema } from '../schema.ts'
import { allowanceOf, isWithin } from './allowance.ts'
import { COMPLEXITY } from './limits.ts'

const allowance = (text: string) => allowanceOf(parse(text), schema)

test('every operation of the client is known to stay within the limits', () => {
  const unknown = Object.values(MANIFEST).filter((text) => !allowance(text))
  expect(unknown).toEqual([])
})

test.each([
  ['ticket(id: $id) { id timeline(last: $n) { edges { cursor } } }', 100],
  ['tickets(first: $n) { edges { node { timeline(last: $n) { edges { cursor node { id } } } } } }', 75],
  ['tickets(first: $n) { edges { node { timeline(last: $n) { edges { node { id actor { id name } } } } } } }', 50],
])('the largest page is the largest that stays within the limits: %s', (selection, max) => {
  const text = `query ($n: Int!, $id: ID!) { ${selection} node(id: $id) { id } }`
  const complexity = (n: number) => complexityFromQuery(text, { schema, variables: { n, id: 'x' }, ctx: {} }).complexity
  const found = allowance(text)!
  expect(found.sizes).toEqual(['n'])
  expect(found.max).toBe(max)
  expect(complexity(max)).toBeLessThanOrEqual(COMPLEXITY.complexity)
  if (max < 100) expect(complexity(max + 25)).toBeGreaterThan(COMPLEXITY.complexity)
})

test('an operation that may exceed the limits anyway has none', () => {
  const timeline = 'timeline(first: 100) { edges { node { id } } }'
  expect(allowance(`{ tickets(first: 100) { edges { node { ${timeline} } } } }`)).toBeUndefined()
})

test('a default size is not one that was checked', () => {
  expect(allowance('query ($n: Int = 100) { tickets(first: $n) { edges { cursor } } }')).toBeUndefined()
})

test.each([
  [{}, true],
  [undefined, true],
  [{ n: null, other: 500 }, true],
  [{ n: 50 }, true],
  [{ n: -1 }, true],
  [{ n: 51 }, false],
  [{ n: '50' }, false],
])('variables %j are within a maximum of 50: %s', (variables, expected) => {
  expect(isWithin({ sizes: ['n'], max: 50 }, variables)).toBe(expected)
})
