import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ask } from '../asking.ts'
import { eventStream } from '../sse.ts'
import { eventually } from '../eventually.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, type TestApp, testApp } from '../testApp.ts'

const FOLLOW = 'subscription { chatRequestChanged { id reason } }'
const FOLLOWED = { data: null, extensions: { followed: true } }

let app: TestApp
let agent: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  agent = await app.actor('agent')
})
afterAll(() => app.close())

const pending = async (): Promise<string[]> => {
  const { data } = await app.gql(agent, '{ chatRequests(status: PENDING, first: 100) { edges { node { reason } } } }')
  return data.chatRequests.edges.map(({ node }: any) => node.reason)
}

/** Subscribes with the confirmation, and returns what the feed has delivered and what a query at a time chosen by `looks` returns. */
const whileAsked = async (reason: string, looks: 'before' | 'once followed') => {
  const buyer = await app.actor('buyer')
  const client = wsClient(app, agent)
  const early = await pending()
  await ask(app, buyer, { reason })
  // Changes held back by an older transaction would arrive by the feed and prove nothing.
  await eventually('it lies before now', async () => {
    const [row] = await app.sql<{ past: boolean }>(
      'select max(txid) < pg_snapshot_xmin(pg_current_snapshot()) as past from live_changes',
    )
    return row!.past
  })
  const feed = subscribe(client, FOLLOW, {}, { followed: true })
  expect(await feed.next()).toEqual(FOLLOWED)
  const seen = looks === 'before' ? early : await pending()
  const another = await app.actor('buyer')
  await ask(app, another, { reason: `${reason} too` })
  const heard = (await feed.until(({ data }) => data.chatRequestChanged.reason === `${reason} too`)).map(
    ({ data }) => data.chatRequestChanged.reason as string,
  )
  await client.dispose()
  return new Set([...seen, ...heard])
}

test('a client that queries after the confirmation misses nothing', async () => {
  expect(await whileAsked('in between', 'once followed')).toEqual(new Set(['in between', 'in between too']))
})

test('control: a client that queries before misses what happened in between', async () => {
  const known = await whileAsked('lost', 'before')
  expect(known.has('lost')).toBe(false)
  expect(known.has('lost too')).toBe(true)
})

test('the confirmation is sent on request at every reconnect, also over server-sent events', async () => {
  const client = wsClient(app, agent, { retryAttempts: 5 })
  const feed = subscribe(client, FOLLOW, {}, { followed: true })
  expect(await feed.next()).toEqual(FOLLOWED)
  client.terminate()
  expect(await feed.next()).toEqual(FOLLOWED)
  const [asking, silent] = await Promise.all([
    eventStream(app.url, agent, FOLLOW, {}, { followed: true }),
    eventStream(app.url, agent, FOLLOW, {}),
  ])
  await eventually('it is sent', () => asking.results.length > 0)
  expect(asking.results).toEqual([FOLLOWED])
  await eventually('both follow', () => app.app.stats().members === 3)
  await ask(app, await app.actor('buyer'), { reason: 'heard by all' })
  await eventually('all hear', () => silent.results.length > 0)
  expect(silent.results[0].data.chatRequestChanged.reason).toBe('heard by all')
  ;[asking, silent].forEach((stream) => stream.stop())
  await client.dispose()
})
