import { expect, test } from '@jest/globals'
import { fill, unknownPlaceholder } from './placeholders.ts'

const facts = {
  requester: { name: 'Mira Castellanos' },
  agent: { name: 'Sofia Lindqvist' },
  ticket: { number: 'TC-0007', subject: 'A {{broken}} lamp' },
  desk: { name: 'Northlight' },
}
const gap = (name: string) => name

test.each([
  ['Hello {{requester.firstName}},', 'Hello Mira,'],
  ['{{ requester.name }} / {{agent.name}}', 'Mira Castellanos / Sofia Lindqvist'],
  ['{{ticket.number}} “{{ticket.subject}}” at {{desk.name}}', 'TC-0007 “A {{broken}} lamp” at Northlight'],
  ['No placeholders, {one} brace', 'No placeholders, {one} brace'],
  ['{{nobody.knows}}', '{{nobody.knows}}'],
])('%j reads %j', (body, text) => {
  expect(fill(body, facts, gap)).toEqual({ text, gap: null })
})

test.each([
  ['Dr. Mira Castellanos', 'Mira'],
  ['  Tomasz  ', 'Tomasz'],
  ['Łucja Żak', 'Łucja'],
])('the first name of %j is %j', (name, first) => {
  expect(fill('{{requester.firstName}}', { ...facts, requester: { name } }, gap).text).toBe(first)
})

test.each([[''], ['  '], ['mira@example.com'], ['Dr.']])(
  'a name like %j leaves a gap to fill in, and returns its position',
  (name) => {
    const filled = fill(
      'Hello {{requester.firstName}}, dear {{requester.firstName}}',
      { ...facts, requester: { name } },
      () => 'name',
    )
    expect(filled.text).toBe('Hello [name?], dear [name?]')
    expect(filled.text.slice(filled.gap!.start, filled.gap!.end)).toBe('[name?]')
    expect(filled.gap!.start).toBe(6)
  },
)

test.each([
  ['{{requester.name}} {{desk.name}}', null],
  ['Dear {{requester.nmae}}', { text: '{{requester.nmae}}', line: 1, column: 6 }],
  ['a\nb {{x}} {{y}}', { text: '{{x}}', line: 2, column: 3 }],
])('%j: the first unknown placeholder is %j', (body, found) => {
  expect(unknownPlaceholder(body)).toEqual(found)
})
