import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { start } from '../../test/sharing.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { cursorSeal } from '../live/cursor.ts'
import { type Live, startLive } from '../live/live.ts'
import type { Connection } from '../live/member.ts'
import type { Identity } from '../platform/database/identity.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { ShareHeartbeat } from './shareHeartbeat.ts'

let app: TestApp
let pools: Pools
let live: Live
let agent: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  live = startLive({
    pools,
    hintsUrl: app.database.roleUrls.staff,
    seal: cursorSeal(Buffer.alloc(32), 'epoch'),
    stillValid: async (refs) => new Set(refs.map(({ id }) => id)),
    forget: () => {},
    log: silentLog,
  })
  agent = await app.actor('agent', 'Ada')
})
afterEach(() => void jest.useRealTimers())
afterAll(async () => {
  await live.close()
  await pools.close()
  await app.close()
})

/** From here on, periodic work runs when the test triggers it; everything else continues. */
const holdIntervals = () =>
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  })

test('a node checks for silent sharers each second only while it serves sharers or watchers', async () => {
  let transactions = 0
  const counting: Pools = { ...pools, for: (identity: Identity) => (transactions++, pools.for(identity)) }
  holdIntervals()
  const heartbeat = new ShareHeartbeat({ pools: counting, live, log: silentLog })
  const seconds = async (n: number) => {
    for (let i = 0; i < n; i++) {
      jest.advanceTimersByTime(1_000)
      await heartbeat.checked()
    }
    return transactions
  }
  expect(await seconds(10)).toBe(0)
  const connection = { userId: agent.id, role: 'agent' } as Connection
  const leave = heartbeat.attend({ id: randomUUID(), ticketId: randomUUID(), sharerId: agent.id }, connection)
  // Renewing its own sharers is a transaction as well.
  expect(await seconds(3)).toBe(6)
  leave()
  expect(await seconds(4)).toBe(6)
  await heartbeat.close()
})

test('a disconnect that cannot be recorded is recorded once the database is back', async () => {
  const buyer = await app.actor('buyer', 'Mira')
  const { id: ticketId } = await openTicket(app, buyer)
  const share = {
    id: uuidIn((await start(app, buyer, ticketId)).screenShare.id),
    ticketId: uuidIn(ticketId),
    sharerId: buyer.id,
  }
  let isGone = true
  const failing: Pools = {
    ...pools,
    for: (identity) => {
      if (isGone) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
      return pools.for(identity)
    },
  }
  const heartbeat = new ShareHeartbeat({
    pools: failing,
    live: { rights: { watchers: new Set() } } as unknown as Live,
    log: silentLog,
  })
  const leave = heartbeat.attend(share, { userId: agent.id, role: 'agent', isRevoked: true } as Connection)
  leave()
  await heartbeat.check()
  const goodbyes = () =>
    app.sql(`select 1 from screen_share_signals where share_id = $1 and from_id = $2`, [share.id, agent.id])
  expect(await goodbyes()).toHaveLength(0)
  isGone = false
  await heartbeat.check()
  expect(await goodbyes()).toHaveLength(1)
  await heartbeat.check()
  expect(await goodbyes()).toHaveLength(1)
  await heartbeat.close()
})
