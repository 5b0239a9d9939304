import { expect, test } from '@jest/globals'
import { findMentions } from './mentions.ts'

const PEOPLE = [
  { id: 'ann', name: 'Ann' },
  { id: 'annLee', name: 'Ann Lee' },
  { id: 'zoe', name: 'Zoë Müller' },
  { id: 'twin1', name: 'Sam Oduya' },
  { id: 'twin2', name: 'Sam Oduya' },
  { id: 'odd', name: 'C.* (night)' },
]

test.each([
  ['@Ann, could you look?', ['ann']],
  ['@Ann Lee could you?', ['annLee']],
  ['@ann lee and @ANN', ['annLee', 'ann']],
  ['Ask @Zoë Müller.', ['zoe']],
  ['Ask @Zoë Müller.'.normalize('NFD'), ['zoe']],
  ['@Sam Oduya!', ['twin1', 'twin2']],
  ['(@C.* (night))', ['odd']],
  ['Anna is @Anna, not @Annabel', []],
  ['write to me@ann.example', []],
  ['@ Ann, @, @@', []],
  ['@@Ann', ['ann']],
  ['no one', []],
])('%s', (body, ids) => {
  expect(findMentions(body, PEOPLE).toSorted()).toEqual(ids.toSorted())
})
