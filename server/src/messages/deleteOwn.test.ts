import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { ask, decide } from '../../test/asking.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { send, upload } from '../../test/uploads.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
let id: string
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent, admin] = [await app.actor('buyer'), await app.actor('agent'), await app.actor('admin')]
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ id } = await openTicket(app, buyer))
  await allow(15)
})

const allow = (messageDeletionMinutes: number, who = admin) =>
  mutate(app, who, 'setDeskSettings', { messageDeletionMinutes }, 'settings { messageDeletionMinutes }')
const erase = (who: Actor, messageId: string) => mutate(app, who, 'deleteMessage', { messageId }, 'message { body }')
const written = async (who: Actor, minutesAgo = 0, input = {}) => {
  const { message } = await reply(app, who, id, 'My card number is 4111 1111', input)
  await app.sql(`update ticket_messages set created_at = now() - make_interval(mins => $2) where id = $1`, [
    uuidIn(message!.id),
    minutesAgo,
  ])
  return message!.id
}
const textOf = async (message: string) =>
  (await app.sql<{ body: string | null }>(`select body from ticket_messages where id = $1`, [uuidIn(message)]))[0]!.body

test('everybody deletes their own message within the period, and others see that it was deleted', async () => {
  for (const who of [buyer, agent]) {
    const message = await written(who, 14)
    expect(await erase(who, message)).toEqual({ message: { body: null }, errors: [] })
    // Again, as after a lost response.
    expect(await erase(who, message)).toEqual({ message: { body: null }, errors: [] })
    const { data } = await app.gql(
      who === buyer ? agent : buyer,
      `query ($id: ID!) { node(id: $id) { ... on Message { body deletedAt } } }`,
      { id: message },
    )
    expect(data.node).toEqual({ body: null, deletedAt: expect.any(String) })
  }
  const events = await app.sql(
    `select actor_id from ticket_events where ticket_id = $1 and kind = 'message_deleted' order by seq`,
    [uuidIn(id)],
  )
  expect(events).toEqual([{ actor_id: buyer.id }, { actor_id: agent.id }])
})

test('after the period, and where the desk does not let them, authors keep their messages; admins delete them', async () => {
  const old = await written(buyer, 16)
  expect(codes(await erase(buyer, old))).toEqual(['CONFLICT'])
  const note = await written(agent, 16, { audience: 'STAFF' })
  expect(codes(await erase(agent, note))).toEqual(['CONFLICT'])
  await allow(0)
  expect(codes(await erase(buyer, await written(buyer)))).toEqual(['CONFLICT'])
  await allow(17)
  expect(codes(await erase(buyer, old))).toEqual([])
  expect(await textOf(note)).toContain('4111')
  expect(codes(await erase(admin, note))).toEqual([])
})

test('nobody but an admin deletes the message of somebody else', async () => {
  expect(codes(await erase(agent, await written(buyer)))).toEqual(['FORBIDDEN'])
  expect(codes(await erase(buyer, await written(agent)))).toEqual(['FORBIDDEN'])
  expect(codes(await erase(buyer, await written(agent, 0, { audience: 'STAFF' })))).toEqual(['NOT_FOUND'])
})

test('a period that ends while the deletion waits for the ticket is over', async () => {
  const [late, soon] = [await written(buyer), await written(buyer)]
  const meanwhile = (minutes: number, message: string) => `
    select from support_tickets where id = '${uuidIn(id)}' for update;
    update ticket_messages set created_at = now() - interval '${minutes} minutes' where id = '${uuidIn(message)}'`
  expect(codes(await whileLocked(app, meanwhile(16, late), () => erase(buyer, late)))).toEqual(['CONFLICT'])
  // The control: the same wait within the period.
  expect(codes(await whileLocked(app, meanwhile(14, soon), () => erase(buyer, soon)))).toEqual([])
})

test('a legal hold keeps the message and looks like the end of the period', async () => {
  const message = await written(buyer)
  await mutate(app, admin, 'setLegalHold', { ticketId: id, reason: 'A case' })
  expect(await erase(buyer, message)).toMatchObject({
    errors: [{ code: 'CONFLICT', message: 'This message can no longer be deleted.' }],
  })
  await mutate(app, admin, 'liftLegalHold', { ticketId: id })
  expect(codes(await erase(buyer, message))).toEqual([])
})

test('its files and the request for a live chat that it repeats are deleted with it', async () => {
  const file = await upload(app, buyer, Buffer.from('text'), { filename: 'card.txt' })
  const sent = await send(app, buyer, id, [file.attachmentId])
  expect(codes(await erase(buyer, sent.message!.id))).toEqual([])
  const files = await app.sql(`select from attachments where message_id = $1 and state = 'attached'`, [
    uuidIn(sent.message!.id),
  ])
  expect(files).toEqual([])
  const { request } = await ask(app, buyer, { reason: 'A chat about the lamp' })
  await decide(app, agent, request.id, true)
  expect(codes(await erase(buyer, gid('Message', uuidIn(request.id))))).toEqual([])
  expect(await app.sql(`select from chat_request_words where request_id = $1`, [uuidIn(request.id)])).toEqual([])
})

test('only admins set the period, from never to 30 days', async () => {
  expect(codes(await allow(5, agent))).toEqual(['FORBIDDEN'])
  expect(codes(await allow(-1))).toEqual(['VALIDATION'])
  expect(codes(await allow(43_201))).toEqual(['VALIDATION'])
  expect(await allow(60)).toMatchObject({ settings: { messageDeletionMinutes: 60 } })
  expect((await app.gql(buyer, '{ desk { messageDeletionMinutes } }')).data.desk.messageDeletionMinutes).toBe(60)
})
