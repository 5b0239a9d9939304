import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { MANIFEST, idOf } from '../../test/documents.ts'
import { appOnWire, type Packets } from '../../test/packets.ts'
import { type Actor, openTicket, type TestApp, uuidIn } from '../../test/testApp.ts'

let packets: Packets
let app: TestApp
let close: () => Promise<void>
let people: { agent: Actor; buyer: Actor }
let ticketId: string
beforeAll(async () => {
  ;({ app, packets, close } = await appOnWire())
  people = { agent: await app.actor('agent'), buyer: await app.actor('buyer') }
  ticketId = (await openTicket(app, people.buyer)).id
})
afterAll(() => close())

const REPLY = `mutation ($input: ReplyInput!) { reply(input: $input) {
  message { id body author { name } } ticket { id status version } errors { code } } }`

/** Sends a message with this id; returns the answer. */
const send = (who: Actor, clientId: string, more: object = {}, document = REPLY) =>
  app.gql(who, document, { input: { ticketId, clientId, body: `This is ${clientId}`, ...more } })
const sent = async (who: Actor, more?: object, document?: string) => {
  const clientId = randomUUID()
  const { data, errors } = await send(who, clientId, more, document)
  expect([errors, Object.values<any>(data).map((one) => one.errors)]).toEqual([undefined, [[]]])
  return clientId
}
const stored = async (clientId: string) =>
  (await app.sql('select from ticket_messages where id = $1', [clientId])).length
const COMMIT = 'commit\0'

test.each(['agent', 'buyer'] as const)('a reply of an %s is one round trip to PostgreSQL', async (role) => {
  const clientId = await sent(people[role])
  const trips = packets.roundTrips(clientId)
  expect(trips).toHaveLength(1)
  const inOrder = ['BEGIN', `set_config('parley.viewer_id', '${people[role].id}'`, clientId, COMMIT]
  const places = inOrder.map((text) => trips[0]!.indexOf(text))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test.each(['agent', 'buyer'] as const)(
  'so is the reply of the client by an %s, with all that it shows',
  async (role) => {
    await app.app.preload()
    // From the second time on, a prepared statement is sent by its name alone.
    await sent(people[role], { audience: 'PARTICIPANTS' }, MANIFEST[idOf('Reply')])
    const clientId = await sent(people[role], { audience: 'PARTICIPANTS' }, MANIFEST[idOf('Reply')])
    const [trip, ...others] = packets.roundTrips(clientId)
    expect(others).toEqual([])
    // The message with its body, and what is read of it.
    expect(trip!.split(clientId)).toHaveLength(4)
    expect(trip!.indexOf(COMMIT)).toBeGreaterThan(trip!.lastIndexOf(clientId))
  },
)

test('where more depends on the reply, COMMIT waits: a reply that also sets fields, one with another field, one that reopens', async () => {
  const other = `mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } again: reply(input: $input) { errors { code } } }`
  const more = [await sent(people.agent, { alsoSet: { priority: 'HIGH' } })]
  const clientId = randomUUID()
  await send(people.agent, clientId, {}, other)
  more.push(clientId)
  for (const id of more) {
    const trips = packets.roundTrips(id)
    expect(trips.length).toBeGreaterThan(1)
    expect(trips.findIndex((trip) => trip.includes(id))).toBeLessThan(trips.length - 1)
  }
  await app.sql(`update support_tickets set status = 'closed' where id = $1`, [uuidIn(ticketId)])
  const { data } = await send(people.buyer, randomUUID())
  expect(data.reply).toMatchObject({ ticket: { status: 'OPEN' }, errors: [] })
})

test.each([
  ['statement', 'before insert on ticket_messages for each row'],
  ['commit', 'after insert on ticket_messages deferrable initially deferred for each row'],
])('a %s that fails writes nothing and says so; the same reply succeeds later', async (what, when) => {
  await app.sql(`create function break() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`)
  await app.sql(`create ${what === 'commit' ? 'constraint ' : ''}trigger break ${when} execute function break()`)
  const clientId = randomUUID()
  const failed = await send(people.agent, clientId)
  await app.sql('drop function break cascade')
  expect(failed.data).toBeNull()
  expect(failed.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
  expect(await stored(clientId)).toBe(0)
  expect((await send(people.agent, clientId)).data.reply).toMatchObject({ message: {}, errors: [] })
  expect(await stored(clientId)).toBe(1)
})

test('without an identity nothing is written, although the statement follows in the same packet', async () => {
  const clientId = randomUUID()
  await app.sql('alter function database_role() rename to database_role_gone')
  const failed = await send(people.agent, clientId)
  await app.sql('alter function database_role_gone() rename to database_role')
  expect(failed.data).toBeNull()
  expect(failed.errors).toHaveLength(1)
  expect(await stored(clientId)).toBe(0)
  await sent(people.agent)
})

test('a reply whose answer is lost on the way from PostgreSQL is there once, and acknowledged', async () => {
  const clientId = randomUUID()
  packets.loseAnswerTo(clientId)
  const { data } = await send(people.agent, clientId)
  expect(data.reply).toMatchObject({ message: { body: `This is ${clientId}` }, errors: [] })
  expect(await stored(clientId)).toBe(1)
})
