import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { auditEntries, LOG } from '../../test/auditing.ts'
import { eventually } from '../../test/eventually.ts'
import { type Actor, gid, openTicket, type TestApp, testApp } from '../../test/testApp.ts'
import { silentLog } from '../platform/log.ts'
import { AuditWriter } from './auditWriter.ts'

let app: TestApp
let auth: pg.Pool
let admin: Actor, agent: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp()
  auth = new pg.Pool({ connectionString: app.database.roleUrls.auth, options: '-c parley.viewer_role=auth', max: 2 })
})
afterAll(async () => {
  await auth.end()
  await app.close()
})
beforeEach(async () => {
  ;[admin, agent, buyer] = await Promise.all([
    app.actor('admin', 'Ruth'),
    app.actor('agent', 'Sofia'),
    app.actor('buyer', 'Mira'),
  ])
})

const entries = (filter: object = {}) => auditEntries(app, admin, filter)
const about = (person: Actor, kinds: string[]) => entries({ personId: gid('User', person.id), kinds })
const texts = async (person: Actor, kinds: string[]) => (await about(person, kinds)).map(({ text }) => text)

describe('denials', () => {
  const forbidden = (who: Actor | null, id: string) =>
    app.gql(who, `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { ticket { id } } }`, { id })

  test('are recorded immediately, once per burst, and the rest is counted', async () => {
    const { id } = await openTicket(app, buyer)
    // The query does not select errors, but the denial is recorded all the same.
    for (let n = 0; n < 20; n++) await forbidden(agent, id)
    const found = await eventually(
      'it is there',
      () => about(agent, ['DENIED']),
      (all) => all.length > 0,
    )
    expect(found.map(({ text }) => text)).toEqual(['was refused: deleteConversation (FORBIDDEN)'])
    expect(found[0]).toMatchObject({ ip: '127.0.0.1', actor: { name: 'Sofia' } })
    // A different denial is a separate entry.
    await app.gql(agent, LOG)
    await eventually(
      'the other one is there',
      () => texts(agent, ['DENIED']),
      (all) => all.includes('was refused: auditLog (FORBIDDEN)'),
    )
    expect((await about(agent, ['DENIED'])).length).toBe(2)
  })

  test('are also recorded without a sign-in, and never for successful requests', async () => {
    const { id } = await openTicket(app, buyer)
    await forbidden(null, id)
    await eventually(
      'it is there',
      () => entries({ kinds: ['DENIED'] }),
      (all) =>
        all.some(({ actor, text }) => actor === null && text === 'was refused: deleteConversation (UNAUTHENTICATED)'),
    )
    expect(await about(buyer, ['DENIED'])).toEqual([])
  })

  test('of many different attempts, a limited number gets entries and the rest is counted', async () => {
    const writer = new AuditWriter(auth, silentLog)
    const count = async () =>
      (
        await app.sql<{ n: number; times: number }>(
          `select count(*)::int as n, sum(coalesce((data ->> 'count')::int, 1))::int as times from audit_log where data ->> 'what' like 'flood%' or data ->> 'what' = 'others'`,
        )
      )[0]!
    const before = await count()
    for (let n = 0; n < 10_000; n++)
      writer.add({ kind: 'denied', actorId: null, data: { what: `flood ${n % 5_000}`, code: 'FORBIDDEN' } })
    await writer.close()
    const after = await count()
    expect(after.n - before.n).toBeLessThan(100)
    expect(after.times - (before.times ?? 0)).toBe(10_000)
  })
})
