import { expect, test } from '@jest/globals'
import { hasReacted, withReaction, withWaiting } from './reactions.ts'

const [mira, sofia] = [
  { __typename: 'User' as const, id: 'u1', name: 'Mira', isErased: false },
  { __typename: 'User' as const, id: 'u2', name: 'Sofia', isErased: false },
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

test('what waits for the network is shown: the last word of the viewer on each emoji of this message', () => {
  const react = (messageId: string, emoji: string, reacted: boolean) => ({
    ...{ name: 'React', tickets: ['t1'], variables: { input: { messageId, emoji, reacted } } },
  })
  const both = withReaction(withReaction([], '👍', mira, true), '👍', sofia, true)
  const waiting = [
    react('m1', '👍', false),
    react('m1', '🎉', true),
    react('m1', '👀', true),
    react('m1', '👀', false),
    react('m2', '🙏', true),
    { name: 'Star', tickets: ['t1'], variables: { input: { ticketId: 't1', starred: true } } },
  ]
  expect(shown(withWaiting(both, waiting, 'm1', mira))).toEqual([
    ['👍', 'Sofia'],
    ['🎉', 'Mira'],
  ])
  // Once the server has said so as well, nothing changes, nor does the order of the names.
  expect(shown(withWaiting(both, [react('m1', '👍', true)], 'm1', mira))).toEqual([['👍', 'Mira', 'Sofia']])
})
