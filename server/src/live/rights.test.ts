import { afterEach, expect, test } from '@jest/globals'
import { silentLog } from '../platform/log.ts'
import type { Feed } from './feed.ts'
import { Hub } from './hub.ts'
import type { Connection } from './member.ts'
import { Rights } from './rights.ts'

const hub = new Hub(silentLog)
afterEach(() => hub.close())

/** Rights whose checks end when the test decides. */
function heldRights() {
  const checks: { end(): void; fail(): void }[] = []
  const rights = new Rights(
    hub,
    (refs) =>
      new Promise((resolve, reject) => {
        checks.push({ end: () => resolve(new Set(refs.map(({ id }) => id))), fail: () => reject(new Error('gone')) })
      }),
  )
  const connection: Connection = {
    userId: 'u',
    role: 'agent',
    signIn: { kind: 'token', id: 't', expiresAt: null },
    close: () => {},
  }
  rights.connections.add(connection)
  return { rights, checks }
}

test('a revocation seen by many groups checks the connections once', async () => {
  const { rights, checks } = heldRights()
  const seen = Array.from({ length: 100 }, () => rights.seen(1n))
  expect(checks).toHaveLength(1)
  checks[0]!.end()
  await Promise.all(seen)
  await rights.seen(1n)
  expect(checks).toHaveLength(1)
})

test('a check that began before a revocation is not enough for it, and one that began after is enough for earlier ones', async () => {
  const { rights, checks } = heldRights()
  const first = rights.seen(1n)
  const second = rights.seen(2n)
  const late = rights.seen(1n)
  expect(checks).toHaveLength(2)
  // The earlier check ends last: the count must not go back.
  checks[1]!.end()
  await Promise.all([second, late])
  checks[0]!.end()
  await first
  await rights.seen(2n)
  expect(checks).toHaveLength(2)
})

test('a failed check does not count as done', async () => {
  const { rights, checks } = heldRights()
  const seen = [rights.seen(1n), rights.seen(1n)]
  checks[0]!.fail()
  for (const one of seen) await expect(one).rejects.toThrow('gone')
  const again = rights.seen(1n)
  expect(checks).toHaveLength(2)
  checks[1]!.end()
  await again
})

test('subscriptions of a revoked connection end immediately, without waiting for the peer to answer the close', async () => {
  const ended: string[] = []
  const rights = new Rights(hub, async () => new Set())
  const connection: Connection = {
    userId: 'u',
    role: 'agent',
    signIn: { kind: 'token', id: 't', expiresAt: null },
    close: () => void ended.push(`closed, revoked: ${connection.isRevoked}`),
  }
  rights.connections.add(connection)
  const feed = { topic: 'x', name: 'x', intervalMs: 0, isBehind: () => false } as unknown as Feed
  const sink = {
    ready: () => true,
    send: () => {},
    end: () => void ended.push(`stopped, revoked: ${connection.isRevoked}`),
  }
  const produce = async () => ({ frames: [], more: false, held: false })
  hub.follow({ feed, position: '', groupKey: 'x', userId: 'u', produce, sink, connection })
  await rights.check()
  expect(ended).toEqual(['stopped, revoked: true', 'closed, revoked: true'])
})
