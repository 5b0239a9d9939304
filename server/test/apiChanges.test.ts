import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'

type Check = { undocumentedChanges(before: string, after: string, changelog: string): string[] }
const { undocumentedChanges } = (await import(
  pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/apiChanges.mjs')).href
)) as Check

const BEFORE = 'type Query { ticket(id: ID!): Ticket } type Ticket { subject: String priority: String }'

test('a removed field must be listed literally in the changelog', () => {
  const after = 'type Query { ticket(id: ID!): Ticket } type Ticket { subject: String }'
  expect(undocumentedChanges(BEFORE, after, '')).toEqual(['Ticket.priority was removed.'])
  expect(undocumentedChanges(BEFORE, after, '- **Ticket.priority was removed.** Read `urgency`.')).toEqual([])
})

test('a required argument breaks clients; a new field, an optional argument and another description do not', () => {
  const after = `type Query { ticket(id: ID!, of: ID!): Ticket } type Ticket { subject: String priority: String }`
  expect(undocumentedChanges(BEFORE, after, '')).toEqual(['A required arg of on Query.ticket was added.'])
  const compatible = `type Query { ticket(id: ID!, of: ID): Ticket }
    "A ticket." type Ticket { subject: String priority: String tags: [String] }`
  expect(undocumentedChanges(BEFORE, compatible, '')).toEqual([])
})
