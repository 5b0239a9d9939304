import { expect, test } from '@jest/globals'
import { hasReacted, withReaction } from './reactions.ts'

const [mira, sofia] = [
  { __typename: 'User' as const, id: 'u1', name: 'Mira' },
  { __typename: 'User' as const, id: 'u2', name: 'Sofia' },
]
const shown = (reactions: ReturnType<typeof withReaction>) =>
  reactions.map(({ emoji, users }) => [emoji, ...users.map(({ name }) => name)])

test('a reaction is added after those that are there, once for each person', () => {
  const one = withReaction([], '👍', mira, true)
  const two = withReaction(withReaction(one, '🎉', sofia, true), '👍', sofia, true)
  expect(shown(withReaction(two, '👍', sofia, true))).toEqual([
    ['👍', 'Mira', 'Sofia'],
    ['🎉', 'Sofia'],
  ])
  expect([hasReacted(two, '🎉', 'u1'), hasReacted(two, '🎉', 'u2')]).toEqual([false, true])
})

test('a withdrawn reaction leaves those of others, and nothing where it was the only one', () => {
  const both = withReaction(withReaction([], '👍', mira, true), '👍', sofia, true)
  const one = withReaction(both, '👍', mira, false)
  expect(shown(one)).toEqual([['👍', 'Sofia']])
  expect(withReaction(one, '👍', sofia, false)).toEqual([])
  expect(shown(withReaction(one, '🎉', mira, false))).toEqual([['👍', 'Sofia']])
})
