import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rate, resolvedTicket } from '../../test/ratings.ts'
import { type Actor, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { STAFF_CLASS, type Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { askForRatings } from './askForRatings.ts'
import { ratingFigures, ratingResponses } from './figures.ts'

let app: TestApp
let pools: Pools
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  await app.sql('update desk_settings set rating_delay_hours = 0')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const EVER = { from: new Date('2000-01-01'), to: new Date('2100-01-01') }
const read = (range = EVER, identity: Identity = STAFF_CLASS) =>
  asIdentity(pools, identity, 'read', async () => ({
    ...(await ratingFigures(range)),
    responses: await ratingResponses(range),
  }))

test('the figures of ratings are those of the ratings, by range and by agent', async () => {
  const [ada, ben] = [await app.actor('agent', 'Ada'), await app.actor('agent', 'Ben')]
  expect(await read()).toEqual({
    all: { count: 0, average: null, distribution: [0, 0, 0, 0, 0] },
    byAgent: [],
    responses: { asked: 0, answered: 0 },
  })
  const rated: [Actor, number][] = [
    [ada, 5],
    [ada, 4],
    [ben, 1],
  ]
  for (const [agent, score] of rated) {
    const buyer = await app.actor('buyer')
    const { id } = await resolvedTicket(app, buyer, agent)
    await askForRatings({ pools })
    await rate(app, buyer, id, score)
  }
  const buyer = await app.actor('buyer')
  await resolvedTicket(app, buyer, ada)
  await askForRatings({ pools })
  // Somebody who is asked no more rates on their own.
  const own = await resolvedTicket(app, buyer, ada)
  await askForRatings({ pools })
  await rate(app, buyer, own.id, 2)

  const { all, byAgent, responses } = await read()
  expect(all).toEqual({ count: 4, average: 3, distribution: [1, 1, 0, 1, 1] })
  expect(byAgent.toSorted((a, b) => b.count - a.count)).toEqual([
    { agentId: ada.id, count: 3, average: 3.67, distribution: [0, 1, 0, 1, 1] },
    { agentId: ben.id, count: 1, average: 1, distribution: [1, 0, 0, 0, 0] },
  ])
  expect(responses).toEqual({ asked: 4, answered: 3 })

  // A rating counts for who was the assignee when it was given, and in the range in which it was given.
  await app.sql('update support_tickets set assignee_id = $1 where id = $2', [ben.id, uuidIn(own.id)])
  expect((await read()).byAgent).toEqual(byAgent)
  await app.sql(`update ticket_ratings set rated_at = '2026-03-01T00:00:00Z' where ticket_id = $1`, [uuidIn(own.id)])
  const march = (from: string, to: string) => read({ from: new Date(from), to: new Date(to) })
  expect((await march('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).all.count).toBe(1)
  expect((await march('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z')).all.count).toBe(0)

  // A requester's figures are of their own ratings alone.
  expect((await read(EVER, { role: 'buyer', userId: buyer.id })).all.count).toBe(1)
})
