import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { type TcpProxy, tcpProxy } from '../tcpProxy.ts'
import { type Actor, openTicket, post, type TestApp, testApp } from '../testApp.ts'

let app: TestApp
let proxy: TcpProxy
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
  proxy = await tcpProxy(() => (app.app.server.address() as AddressInfo).port)
  buyer = await app.actor('buyer')
})
afterAll(async () => {
  await proxy.close()
  await app.close()
})

const CREATE = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number } errors { code } } }`
const REPLY = `mutation ($input: ReplyInput!) { reply(input: $input) { message { body } errors { code } } }`

test('20 concurrent retries of one new ticket create one ticket', async () => {
  const input = { subject: 'A broken lamp', body: 'It does not light up.', clientId: randomUUID() }
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.gql(buyer, CREATE, { input })))
  expect(answers.flatMap(({ data, errors }) => errors ?? data.createTicket.errors)).toEqual([])
  expect(new Set(answers.map(({ data }) => data.createTicket.ticket.id)).size).toBe(1)
  expect(await app.sql('select count(*)::int as n from support_tickets where requester_id = $1', [buyer.id])).toEqual([
    { n: 1 },
  ])
  const other = await app.gql(buyer, CREATE, { input: { ...input, body: 'Another matter.' } })
  expect(other.data.createTicket.errors).toEqual([{ code: 'IDEMPOTENCY_CONFLICT' }])
})

/** Sends a message through a proxy that drops the first two responses, with the given way to create ids. */
async function sayThrough(ticketId: string, body: string, mint: () => string): Promise<number> {
  proxy.swallowAnswers(true)
  for (let attempt = 0; attempt < 2; attempt++) {
    const input = { ticketId, clientId: mint(), body }
    await expect(post(proxy.url, buyer, REPLY, { input })).rejects.toThrow()
  }
  proxy.swallowAnswers(false)
  const { data } = await post(proxy.url, buyer, REPLY, { input: { ticketId, clientId: mint(), body } })
  expect(data.reply.message.body).toBe(body)
  const rows = await app.sql('select 1 from ticket_messages where body = $1', [body])
  return rows.length
}

test('a message whose responses were lost exists once when it is resent with its id', async () => {
  const { id } = await openTicket(app, buyer)
  const clientId = randomUUID()
  expect(await sayThrough(id, 'Under one id', () => clientId)).toBe(1)
})

test('control: a client with a new id for each attempt sends it three times, and one that gives up cannot know', async () => {
  const { id } = await openTicket(app, buyer)
  expect(await sayThrough(id, 'Under three ids', randomUUID)).toBe(3)
  proxy.swallowAnswers(true)
  const input = { ticketId: id, clientId: randomUUID(), body: 'Never repeated' }
  await expect(post(proxy.url, buyer, REPLY, { input })).rejects.toThrow()
  proxy.swallowAnswers(false)
  await eventually('the message exists all the same', () =>
    app.sql('select 1 from ticket_messages where body = $1', [input.body]).then((rows) => rows.length === 1),
  )
})
