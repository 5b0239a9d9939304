import { expect, test } from '@jest/globals'
import { LastSeen } from './lastSeen.ts'

const silent = { warn: () => {} }

test('people seen during a write are recorded together in the next one', async () => {
  const writes: string[][] = []
  let finish = () => {}
  const lastSeen = new LastSeen((ids) => {
    writes.push([...ids])
    return new Promise((resolve) => (finish = resolve))
  }, silent)
  const first = lastSeen.note('ada')
  // The first one is written immediately.
  const second = lastSeen.note('ben')
  await new Promise(setImmediate)
  expect(writes).toEqual([['ada', 'ben']])
  const later = [lastSeen.note('cleo'), lastSeen.note('dan'), lastSeen.note('cleo')]
  finish()
  await Promise.all([first, second])
  await new Promise(setImmediate)
  expect(writes).toEqual([
    ['ada', 'ben'],
    ['cleo', 'dan'],
  ])
  finish()
  await Promise.all(later)
})

test('a failed write rejects no request, and the next one succeeds', async () => {
  let fails = true
  const writes: string[] = []
  const lastSeen = new LastSeen(async ([id]) => {
    if (fails) throw new Error('gone')
    writes.push(id!)
  }, silent)
  await lastSeen.note('ada')
  fails = false
  await lastSeen.note('ben')
  expect(writes).toEqual(['ben'])
})
