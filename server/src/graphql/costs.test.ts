import { expect, test } from '@jest/globals'
import { type ExecutionArgs, parse } from 'graphql'
import { costsOf } from './costs.ts'

const costs = (query: string, variableValues: Record<string, unknown> = {}) =>
  Object.fromEntries(costsOf({ document: parse(query), variableValues } as unknown as ExecutionArgs))

const REPLY = 'reply(input: $input) { errors { code } }'

test.each([
  [`mutation ($input: ReplyInput!) { ${REPLY} }`, { messages: 1 }],
  [`mutation ($input: ReplyInput!) { a: ${REPLY} b: ${REPLY} }`, { messages: 2 }],
  [
    `mutation ($input: ReplyInput!) { ...on Mutation { ${REPLY} } ...More ...More } fragment More on Mutation { c: ${REPLY} }`,
    { messages: 2 },
  ],
  [
    'mutation { createTicket(input: {}) { errors { code } } requestChat(input: {}) { errors { code } } }',
    { tickets: 2 },
  ],
  [
    'mutation { editMessage(input: {}) { errors { code } } star(input: {}) { errors { code } } __typename }',
    { changes: 2 },
  ],
  ['mutation { setTyping(input: {}) { errors { code } } }', {}],
  ['{ search(query: "lamp") { edges { cursor } } }', { searches: 1 }],
  ['{ users(text: "ann") { edges { cursor } } users(first: 3) { edges { cursor } } }', { searches: 1 }],
  ['{ tickets(filter: { text: "lamp" }) { edges { cursor } } }', { searches: 1 }],
  ['{ tickets(filter: { status: [OPEN] }) { edges { cursor } } viewer { id } }', {}],
  ['subscription { inboxEvents { __typename } }', {}],
])('%s', (query, expected) => {
  expect(costs(query)).toEqual(expected)
})

test('a text in a variable counts as well, an empty one does not', () => {
  const list =
    'query ($text: String, $filter: TicketFilter) { users(text: $text) { a } tickets(filter: $filter) { a } }'
  expect(costs(list, { text: 'ann', filter: { text: 'lamp' } })).toEqual({ searches: 2 })
  expect(costs(list, { text: '', filter: {} })).toEqual({})
})

test('fragments that contain each other many times are entered once', () => {
  const fragments = Array.from(
    { length: 200 },
    (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`,
  ).join('\n')
  const query = `mutation ($input: ReplyInput!) { ...F0 } ${fragments} fragment F200 on Mutation { ${REPLY} }`
  expect(costs(query)).toEqual({ messages: 1 })
})
