import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { openTicket, reply, type TestApp, testApp } from '../testApp.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

test('a participant who joined late cannot make an older message visible by writing a second entry for it', async () => {
  const [buyer, seller] = await Promise.all([app.actor('buyer', 'Mira'), app.actor('seller', 'Ines')])
  const ticket = await openTicket(app, buyer)
  const old = await reply(app, buyer, ticket.id, 'Before anybody joined.')
  const ticketId = Buffer.from(ticket.id, 'base64').toString().split(':')[1]!
  await app.sql(
    'insert into ticket_participants (ticket_id, user_id, since_public_seq) select id, $2, public_seq from support_tickets where id = $1',
    [ticketId, seller.id],
  )
  const client = new pg.Client(app.database.roleUrls.requester)
  await client.connect()
  await client.query(
    `select set_config('parley.viewer_role', 'seller', false), set_config('parley.viewer_id', $1, false)`,
    [seller.id],
  )
  const seen = async () =>
    (await client.query('select id from ticket_messages where id = $1', [old.message!.clientId])).rowCount
  expect(await seen()).toBe(0)
  await expect(
    client.query(
      `insert into ticket_events (ticket_id, kind, actor_id, message_id, data) values ($1, 'message_added', $2, $3, '{"sender": "seller"}')`,
      [ticketId, seller.id, old.message!.clientId],
    ),
  ).rejects.toThrow(/one_entry_per_message/)
  expect(await seen()).toBe(0)
  await client.end()
})
