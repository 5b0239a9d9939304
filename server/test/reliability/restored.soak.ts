import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../eventually.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../testApp.ts'
import { RecoveringPerson } from './recoveringPerson.ts'
import { type RestorableDesk, restorableDesk } from './restorableDesk.ts'

const ROUNDS = 10
const TICKETS = 50
/** A buyer and three agents follow each ticket. */
const AGENTS = 3
const PER_SECOND = 50
const SECONDS = 5

let desk: RestorableDesk
let app: TestApp
const people: RecoveringPerson[] = []
beforeAll(async () => {
  desk = await restorableDesk()
  app = await testApp({ database: desk.database, variables: { SOCKETS_PER_PERSON: '1000' } })
  const agents = await Promise.all(Array.from({ length: AGENTS }, (_, n) => app.actor('agent', `agent ${n}`)))
  for (let n = 0; n < TICKETS; n++) {
    const buyer = await app.actor('buyer', `buyer ${n}`)
    const { id } = await openTicket(app, buyer)
    const one = (actor: Actor) => new RecoveringPerson(app.url, actor, id)
    people.push(one(buyer), ...agents.map(one))
  }
  for (const person of people) await person.start()
})
afterAll(async () => {
  await Promise.all(people.map((person) => person.stop()))
  await app.close()
  await desk.database.drop()
})

/** Everybody writes in turn, at 50 messages a second, for some seconds. */
async function talk(round: string): Promise<void> {
  const sent: Promise<void>[] = []
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    sent.push(people[(n * 7) % people.length]!.say(`${round}, message ${n}`))
    await sleep(1_000 / PER_SECOND)
  }
  await Promise.all(sent)
}

const stored = async () =>
  new Map(
    (await app.sql<{ id: string; body: string }>('select id, body from ticket_messages')).map((m) => [m.id, m.body]),
  )

test('200 readers miss nothing when the disk is reset ten times, and what was lost is sent again', async () => {
  let lost = 0
  for (let round = 1; round <= ROUNDS; round++) {
    await desk.keepImage()
    await talk(`round ${round}, lost`)
    await desk.resetDisk()
    const before = await eventually('the database is back', stored, () => true)
    lost += people.flatMap((one) => [...one.acknowledged.keys()]).filter((id) => !before.has(id)).length
    await talk(`round ${round}, kept`)
    await eventually(
      'everybody follows again',
      () => people.every((one) => one.isSettled()),
      (all) => all,
      240_000,
    )
  }
  const kept = await stored()
  const acknowledged = people.flatMap((one) => [...one.acknowledged.keys()])
  const missing = acknowledged.filter((id) => !kept.has(id)).length
  process.stdout.write(
    `${acknowledged.length} messages acknowledged, ${lost} lost with the disk, ${missing} missing at the end\n`,
  )
  expect(missing).toBeLessThanOrEqual(lost / 100)
  expect(await differences()).toEqual([])
  expect(people.map((one) => one.repeated()).filter((n) => n > 0)).toEqual([])
})

/** The readers whose screen is not the log, once the last deliveries have arrived. */
async function differences(): Promise<string[]> {
  const logs = new Map<string, Map<number, string>>()
  for (const { ticket, seq, body } of await app.sql<{ ticket: string; seq: number; body: string }>(`
    select e.ticket_id as ticket, e.seq, m.body from ticket_events e left join ticket_messages m on m.id = e.message_id order by 1, 2`)) {
    if (!logs.has(ticket)) logs.set(ticket, new Map())
    logs.get(ticket)!.set(seq, body)
  }
  const wrong = () =>
    people.flatMap((one) => {
      const log = [...logs.get(one.ticketUuid)!]
      const shown = one.shown()
      const differs = shown.size !== log.length || log.some(([seq, body]) => shown.get(seq) !== body)
      return differs ? [`${one.ticketUuid}: ${shown.size} of ${log.length}`] : []
    })
  return eventually('the last deliveries arrive', wrong, ({ length }) => length === 0, 60_000).catch(() => wrong())
}
