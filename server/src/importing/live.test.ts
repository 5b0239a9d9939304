import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { logViolations } from '../../test/logInvariants.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { reply, testApp, type TestApp } from '../../test/testApp.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { importFiles } from './importFiles.ts'
import { KINDS } from './kinds.ts'

let app: TestApp
let pools: Pools
const folder = mkdtempSync(path.join(tmpdir(), 'parley-live-import-'))
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
})
afterAll(async () => {
  await pools.close()
  await app.close()
  rmSync(folder, { recursive: true })
})

test('an open inbox shows imported tickets, which can be found, filtered and replied to', async () => {
  const agent = await app.actor('agent')
  const { data: before } = await app.gql(agent, '{ tickets(first: 1) { cursor } }')
  const client = wsClient(app, agent)
  const feed = subscribe(
    client,
    `subscription ($after: Cursor) { inboxEvents(after: $after) { ... on InboxUpdate { tickets { id subject unreadCount } } } }`,
    { after: before.tickets.cursor },
  )
  const file = path.join(folder, 'airline.tsv')
  writeFileSync(
    file,
    'conversationId\tturnNumber\tutterance\tintent\nc1\t0\thello\topeninggreeting\nc1\t2\ti want to book a flight\tbookflight\n',
  )
  await importFiles(pools.maintenance, KINDS.get('conversations')!, [file])

  const deliveries = await feed.until(({ data }) => data.inboxEvents.tickets?.length > 0)
  expect(deliveries.at(-1).data.inboxEvents.tickets).toMatchObject([
    { subject: 'I want to book a flight', unreadCount: 2 },
  ])
  const { data: found } = await app.gql(
    agent,
    '{ tickets(filter: { tags: ["bookflight"], team: ["Airline"] }) { edges { node { id } } } }',
  )
  const answered = await reply(app, agent, found.tickets.edges[0].node.id, 'Where to?')
  expect(answered).toMatchObject({ message: { body: 'Where to?' }, errors: [] })
  expect(await logViolations({ query: async (sql: string) => ({ rows: await app.sql(sql) }) } as never)).toEqual([])
  feed.stop()
  await client.dispose()
})
