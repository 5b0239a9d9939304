import { randomUUID } from 'node:crypto'
import { gid } from '../testApp.ts'

const deep = (n: number) =>
  `{ ticket(number: "x") { ${'timeline { edges { node { actor { id '.repeat(n)}${'} } } }'.repeat(n)} } }`
const nested = (n: number) =>
  `{ node(id: "x") ${'{ ... on Message { ticket { lastMessage '.repeat(n)} { id } ${'} } }'.repeat(n)} }`

/** Invalid queries: the fault of each, the code of the response, and the query. */
export const BAD_QUERIES: [string, string, () => string][] = [
  ['first: 100000', 'BAD_USER_INPUT', () => '{ tickets(first: 100000) { totalCount } }'],
  ['first: -1', 'BAD_USER_INPUT', () => '{ tickets(first: -1) { totalCount } }'],
  ['first and last', 'BAD_USER_INPUT', () => '{ tickets(first: 1, last: 1) { totalCount } }'],
  ['an integer of 10 digits', 'BAD_USER_INPUT', () => '{ tickets(first: 9999999999) { totalCount } }'],
  ['a garbage page cursor', 'BAD_USER_INPUT', () => '{ tickets(after: "garbage") { totalCount } }'],
  [
    'a page cursor with an invalid date',
    'BAD_USER_INPUT',
    () =>
      `{ tickets(after: "${Buffer.from(JSON.stringify(['9999-99-99 99:99:99+00', randomUUID()])).toString('base64url')}") { totalCount } }`,
  ],
  ['a timeline’s cursor for a list', 'BAD_USER_INPUT', () => '{ tickets(after: "WyIxIl0") { totalCount } }'],
  ['a garbage node id', 'BAD_USER_INPUT', () => '{ node(id: "💥") { id } }'],
  ['an unknown node', 'null', () => `{ node(id: "${gid('Ticket', randomUUID())}") { id } }`],
  ['an unknown number', 'null', () => '{ ticket(number: "TC-9999") { id } }'],
  ['a NUL in a number', 'BAD_USER_INPUT', () => '{ ticket(number: "TC\\u0000") { id } }'],
  ['a NUL in a search', 'BAD_USER_INPUT', () => '{ tickets(filter: { text: "\\u0000" }) { totalCount } }'],
  [
    'half a surrogate pair in a tag',
    'BAD_USER_INPUT',
    () => '{ tickets(filter: { tags: ["\\uD800"] }) { totalCount } }',
  ],
  ['neither id nor number', 'BAD_USER_INPUT', () => '{ ticket { id } }'],
  ['500 teams', 'BAD_USER_INPUT', () => `{ tickets(filter: { team: [${'"a",'.repeat(500)}] }) { totalCount } }`],
  ['depth 400', 'QUERY_TOO_COMPLEX', () => nested(133)],
  ['depth 21', 'QUERY_TOO_COMPLEX', () => nested(7)],
  ['a timeline of timelines of timelines', 'BAD_USER_INPUT', () => deep(2)],
  [
    '5,000 aliases',
    'QUERY_TOO_COMPLEX',
    () => `{ ${Array.from({ length: 5_000 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`,
  ],
  [
    '16 aliases',
    'QUERY_TOO_COMPLEX',
    () => `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`,
  ],
  [
    '5,000 aliases of __typename',
    'QUERY_TOO_COMPLEX',
    () => `{ ${Array.from({ length: 5_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
  ],
  [
    '16 aliases of __typename',
    'QUERY_TOO_COMPLEX',
    () => `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
  ],
  ['100 directives', 'QUERY_TOO_COMPLEX', () => `{ viewer { ${'id @skip(if: false) '.repeat(100)} } }`],
  ['10 unknown directives', 'QUERY_TOO_COMPLEX', () => `{ viewer ${'@x '.repeat(10)} { id } }`],
  [
    'too many objects',
    'QUERY_TOO_COMPLEX',
    () =>
      '{ tickets(first: 100) { edges { node { timeline(first: 100) { edges { node { actor { id name email role } ... on MessageEntry { message { readBy { id } } } } } } } } } }',
  ],
  ['a fragment that contains itself', 'BAD_USER_INPUT', () => '{ viewer { ...A } } fragment A on User { id ...A }'],
  [
    'two fragments that contain each other',
    'BAD_USER_INPUT',
    () => '{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
  ],
  [
    'a list 900 deep',
    'BAD_USER_INPUT',
    () => `{ tickets(filter: { tags: ${'['.repeat(900)}${']'.repeat(900)} }) { totalCount } }`,
  ],
  ['nothing', 'BAD_USER_INPUT', () => ' '],
  ['no GraphQL', 'BAD_USER_INPUT', () => 'SELECT * FROM users; --'],
  ['an unknown field', 'BAD_USER_INPUT', () => '{ passwords }'],
  ['two operations without a name', 'BAD_USER_INPUT', () => 'query A { viewer { id } } query B { viewer { id } }'],
]
