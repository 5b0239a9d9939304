import { expect, test } from '@jest/globals'
import { KeyedLimit } from './keyedLimit.ts'

/** Enters once for each of these people, and returns who has entered, in order. */
function enterAll(limit: KeyedLimit, people: string) {
  const entered: string[] = []
  const leaves: (() => void)[] = []
  for (const who of people) {
    void limit.enter('key', who).then((leave) => {
      entered.push(who)
      leaves.push(leave)
    })
  }
  const settled = () => new Promise(setImmediate)
  return { entered, leaves, settled }
}

test('at most the allowed number runs at a time, and everyone gets a turn', async () => {
  const limit = new KeyedLimit(2)
  const { entered, leaves, settled } = enterAll(limit, 'aaaaa')
  for (let left = 0; left < 5; left++) {
    await settled()
    expect(entered.length - left).toBe(Math.min(2, 5 - left))
    leaves[left]!()
    // Leaving twice releases only one slot.
    leaves[left]!()
  }
})

test('people waiting take turns, however many requests each has', async () => {
  const { entered, leaves, settled } = enterAll(new KeyedLimit(1), 'aaaaaabbc')
  for (let left = 0; left < 9; left++) {
    await settled()
    leaves[left]!()
  }
  expect(entered.join('')).toBe('aabcabaaa')
})

test('keys do not wait for each other', async () => {
  const limit = new KeyedLimit(1)
  await limit.enter('one')
  expect(await limit.enter('other')).toBeInstanceOf(Function)
})
