import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql'
import { openDesk, type BenchDesk } from '../bench/desk.ts'
import { clientDocument, MEASURED } from '../bench/documents.ts'
import { Crowd } from '../bench/fanOutLoad.ts'
import { fanOutsFor } from '../bench/fanOuts.ts'
import { sendOnce, type LoadRequest } from '../bench/httpLoad.ts'
import { createLimit } from '../bench/limit.ts'
import { readOptions } from '../bench/options.ts'
import { pagesFor, type Page } from '../bench/pages.ts'
import { tryPage, type Bench } from '../bench/rounds.ts'
import { ROOT } from '../src/env.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { seedDesk } from '../src/seeding/desk/seedDesk.ts'
import { testApp, type TestApp } from './testApp.ts'

// As testApp has it: what is measured signs people in by cookies of its own.
const SECRET = 'test secret, thirty-two characters'
const SIZE = { tickets: 700, messages: 9_000, seed: 1 }

let app: TestApp
let desk: BenchDesk
let bench: Bench
let pages: Page[]
let closeLimit: () => Promise<void>

beforeAll(async () => {
  app = await testApp({ jobs: false })
  const { roleUrls: roles, superuserUrl } = app.database
  const pools = openPools(roles, silentLog)
  await seedDesk(pools.maintenance, SIZE).finally(() => pools.close())
  const data = { roles, superuserUrl, secret: SECRET, postmaster: 0, close: async () => {} }
  desk = await openDesk(data)
  const limit = createLimit({ readUrl: superuserUrl, writeUrl: roles.maintenance })
  await new Promise<void>((resolve) => limit.server.listen(0, '127.0.0.1', resolve))
  closeLimit = limit.close
  bench = {
    data,
    options: { ...readOptions(['--quick']), sockets: [4], people: 3 },
    ours: { name: 'ours', port: Number(new URL(app.url).port), pid: 0 },
    limit: { name: 'limit', port: (limit.server.address() as AddressInfo).port, pid: 0 },
    loader: null as never,
    postmaster: 0,
  }
  pages = await pagesFor(data, desk, bench.ours.port)
})
afterAll(async () => {
  await closeLimit()
  await app.close()
})

test.each(MEASURED)('%s is sent as the client asks it', (name) => {
  const { definitions } = parse(clientDocument(name).text)

  expect(inOrder(definitions)).toEqual(inOrder(operationOfClient(name)))
})

test('pnpm bench measures lists, threads, searches and writes; both sides answer each', async () => {
  expect(pages.map(({ name }) => name)).toEqual([
    'inbox, all tickets',
    'inbox, filtered',
    'numbers of the rail',
    'thread',
    'older page of a thread',
    'search, rare word',
    'search, frequent word',
    'search, two words',
    'reply',
    'batch of 100',
    'buyer’s conversation',
    'buyer’s message',
  ])
  for (const page of pages) await tryPage(bench, page)
})

test('a wrong answer is noticed', async () => {
  const [inbox, , , thread] = pages

  await expect(tryPage(bench, { ...inbox!, ours: thread!.ours })).rejects.toThrow()
})

test('the filtered inbox has open tickets alone, as the screen asks for them', async () => {
  const { ours } = pages.find(({ name }) => name === 'inbox, filtered')!
  const { data } = JSON.parse(await sendOnce(bench.ours.port, (ours as { requests: LoadRequest[] }).requests[0]!))

  const statuses = new Set<string>(data.tickets.edges.map(({ node }: any) => node.status))
  expect(statuses).toEqual(new Set(['OPEN', 'IN_PROGRESS']))
})

test.each(['ours', 'limit'] as const)('every batch changes every one of its tickets: %s', async (side) => {
  const { [side]: asked } = pages.find(({ name }) => name === 'batch of 100')!
  const { lanes } = asked as { lanes: LoadRequest[][] }
  const changes = async () =>
    (await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ticket_events WHERE kind = 'priority_changed'`))[0]!.n

  for (const request of [...lanes[0]!, ...lanes[0]!]) {
    const before = await changes()
    await sendOnce(bench[side].port, request)
    expect(await changes()).toBe(before + 100)
  }
})

test('every feed reaches every socket that follows it, on both sides', async () => {
  const fanOuts = await fanOutsFor(bench, desk)
  expect(fanOuts.map(({ name }) => name)).toEqual([
    'ticket feed to 4 sockets of 1 agents',
    'inbox feed to 4 sockets of 1 agents',
    '3 agents on the inbox, 20 changes/s',
    '3 requesters in their own tickets, 20 replies/s',
  ])
  for (const { loadFor } of fanOuts)
    for (const side of [bench.ours, bench.limit]) {
      const load = await loadFor(side, 1_000)
      const crowd = new Crowd({ ...load, perSecond: 10, seconds: 1 })
      try {
        await crowd.open()
        const { deliveries, lastDelivery } = await crowd.measure()
        expect(lastDelivery).toHaveLength(10)
        expect(deliveries).toBe(load.to === 'all' ? 10 * load.sockets : 10)
      } finally {
        crowd.close()
      }
    }
})

/** The operation in the client's sources, with the fragments that it uses. */
function operationOfClient(name: string): DefinitionNode[] {
  const sources = path.join(ROOT, 'client/src')
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql'))
  const definitions = files.flatMap((file) => parse(readFileSync(path.join(sources, file), 'utf8')).definitions)
  const fragments = new Map(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )
  const used = new Set<DefinitionNode>()
  const use = (definition: DefinitionNode) => {
    if (used.has(definition)) return
    used.add(definition)
    visit(definition, { FragmentSpread: (spread) => use(fragments.get(spread.name.value)!) })
  }
  use(
    definitions.find(
      (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name,
    )!,
  )
  return [...used]
}

/** Printed, by name, without the type names that the cache adds. */
function inOrder(definitions: readonly DefinitionNode[]): string[] {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...definitions] }
  const plain = visit(document, { Field: (field) => (field.name.value === '__typename' ? null : undefined) })
  return plain.definitions.map(print).sort()
}
