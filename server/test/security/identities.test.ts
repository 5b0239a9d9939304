import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../src/generated/prisma/client.ts'
import type { Identity } from '../../src/platform/database/identity.ts'
import { asIdentity, currentOperation } from '../../src/platform/database/operation.ts'
import { openPools, type Pools } from '../../src/platform/database/pools.ts'
import { prisma } from '../../src/platform/database/prisma.ts'
import { statement } from '../../src/platform/database/statement.ts'
import { silentLog } from '../../src/platform/log.ts'
import { rounds } from '../rounds.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../testApp.ts'

const OPERATIONS = rounds(2_000, 10_000)
const AT_ONCE = 32

interface Person {
  identity: Identity
  ticketId: string
}

let app: TestApp
let pools: Pools
let people: Person[]
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
  const buyers: Actor[] = [await app.actor('buyer', 'A'), await app.actor('buyer', 'B'), await app.actor('seller', 'C')]
  people = []
  for (const buyer of buyers) {
    const ticketId = uuidIn((await openTicket(app, buyer)).id)
    people.push({ identity: { role: buyer.role, userId: buyer.id }, ticketId })
  }
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const everyTicket = statement<{ requester_id: string }>('SELECT requester_id FROM support_tickets')
const someTicket = statement<{ requester_id: string }>(
  'SELECT requester_id FROM support_tickets WHERE id = ANY ($1::uuid[])',
)

/** The operations; each returns the owners of the rows it read. All of them query everyone's rows. */
const READS: ((ids: string[]) => Promise<string[]>)[] = [
  async () => (await everyTicket.rows()).map((row) => row.requester_id),
  async (ids) => (await someTicket.rows(ids)).map((row) => row.requester_id),
  async () => (await prisma.ticket.findMany({ select: { requesterId: true } })).map((row) => row.requesterId),
  async (ids) => {
    const found = await Promise.all(ids.map((id) => prisma.ticket.findUnique({ where: { id } })))
    return found.flatMap((row) => row?.requesterId ?? [])
  },
  async () => {
    const messages = await prisma.message.findMany({ include: { ticket: true } })
    return messages.flatMap(({ authorId, ticket }) => [authorId!, ticket.requesterId])
  },
]

test(`${OPERATIONS} operations of three people, ${AT_ONCE} at once, see no other person's row`, async () => {
  const ids = people.map(({ ticketId }) => ticketId)
  const seen = await inParallel(OPERATIONS, async (i) => {
    const { identity } = people[i % people.length]!
    const owners = await asIdentity(pools, identity, 'read', () => READS[i % READS.length]!(ids))
    return { foreign: owners.some((id) => id !== identity.userId), own: owners.includes(identity.userId!) }
  })
  expect(seen.filter(({ foreign }) => foreign)).toHaveLength(0)
  // Operations that see nothing would pass as well.
  expect(seen.filter(({ own }) => own)).toHaveLength(OPERATIONS)
})

test('control: an identity set for the session of a pool shows other people’s rows', async () => {
  const pool = new pg.Pool({ connectionString: app.database.roleUrls.requester, max: 4 })
  const leaks = await inParallel(500, async (i) => {
    const { identity } = people[i % people.length]!
    await pool.query(`set parley.viewer_role = '${identity.role}'; set parley.viewer_id = '${identity.userId}'`)
    const { rows } = await pool.query<{ requester_id: string }>('select requester_id from support_tickets')
    return rows.some((row) => row.requester_id !== identity.userId)
  })
  await pool.end()
  expect(leaks.filter(Boolean).length).toBeGreaterThan(0)
})

test('control: Prisma’s own findUnique batches two people’s queries into one', async () => {
  class OperationPool extends pg.Pool {
    override query(config: unknown): any {
      return currentOperation().query(config as pg.QueryConfig)
    }
  }
  const plain = new PrismaClient({ adapter: new PrismaPg(new OperationPool()) })
  const wrong = await inParallel(200, async (i) => {
    const { identity, ticketId } = people[i % people.length]!
    const find = async () => await plain.ticket.findUnique({ where: { id: ticketId } })
    return (await asIdentity(pools, identity, 'read', find))?.requesterId !== identity.userId
  })
  expect(wrong.filter(Boolean).length).toBeGreaterThan(0)
})

async function inParallel<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const run = async () => {
    while (next < count) results.push(await work(next++))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
  return results
}
