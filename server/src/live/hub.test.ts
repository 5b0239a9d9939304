import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { silentLog } from '../platform/log.ts'
import type { Feed } from './feed.ts'
import { Hub } from './hub.ts'

let hub: Hub
let written: number
beforeEach(() => {
  hub = new Hub(silentLog)
  written = 0
})
afterEach(() => hub.close())

const feed = {
  topic: 'inbox',
  name: 'inbox:staff',
  intervalMs: 0,
  isBehind: (a: string, b: string) => Number(a) < Number(b),
} as unknown as Feed

/** Follows the group of all staff as this person, from a position; its events are numbered. */
function follow(userId: string, position = '0', apart: string[] = []) {
  const got: string[] = []
  const closed: number[] = []
  const produce = async (after: string) => {
    hub.separate('staff', new Set(apart))
    const frames = Array.from({ length: written - Number(after) }, (_, n) => String(Number(after) + n + 1))
    return { frames: frames.map((at) => ({ position: at, json: at })), more: false, held: false }
  }
  const connection = {
    userId,
    role: 'agent',
    signIn: { kind: 'token' as const, id: userId, expiresAt: null },
    close: (code: number) => void closed.push(code),
  }
  const sink = { ready: () => true, send: (json: string) => void got.push(json), end: () => {} }
  hub.follow({ feed, position, groupKey: 'staff', userId: null, produce, sink, connection })
  return { got, closed }
}

test('who comes to see other tickets than a group leaves it before what has been read is delivered', async () => {
  const apart: string[] = []
  const [ada, noah] = [follow('ada', '0', apart), follow('noah')]
  written = 1
  hub.wake(new Set(['inbox']))
  await eventually('both get the first', () => ada.got.length + noah.got.length === 2)
  apart.push('noah')
  written = 2
  hub.wake(new Set(['inbox']))
  await eventually('one gets the second', () => ada.got.length === 2)
  expect([noah.got, noah.closed, ada.closed]).toEqual([['1'], [1012], []])
})

test('who joins a group that has just been found not to be theirs gets nothing that it has kept', async () => {
  const ada = follow('ada', '0', ['noah'])
  written = 2
  hub.wake(new Set(['inbox']))
  await eventually('the group has read', () => ada.got.length === 2)
  // Their access was read before the group's last read.
  const [noah, noor] = [follow('noah', '1'), follow('noor', '1')]
  await eventually('others get what they have missed', () => noor.got.length === 1)
  expect([noah.got, noah.closed]).toEqual([[], [1012]])
  expect(hub.stats()).toEqual({ groups: 1, members: 2 })
})
