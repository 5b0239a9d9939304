import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { follow } from '../follower.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

let here: TestApp, there: TestApp
let buyer: Actor, agent: Actor
beforeAll(async () => {
  here = await testApp()
  there = await testApp({ database: here.database })
  ;[buyer, agent] = await Promise.all([here.actor('buyer'), here.actor('agent')])
})
afterAll(async () => {
  await there.close()
  await here.close()
})

test('messages sent on one node arrive at subscribers of the other, in the ticket and in the inbox', async () => {
  const ticket = await openTicket(here, buyer)
  const client = wsClient(there, agent)
  const inbox = subscribe(client, 'subscription { inboxEvents { ... on InboxUpdate { tickets { number lastSeq } } } }')
  await eventually('the inbox is followed', () => there.app.stats().members === 1)
  const follower = follow(there.url, buyer, ticket)
  for (let n = 0; n < 20; n++) await reply(n % 2 ? here : there, agent, ticket.id, `message ${n}`)
  await follower.count(20)
  expect(follower.log.map(({ body }) => body)).toEqual(Array.from({ length: 20 }, (_, n) => `message ${n}`))
  await inbox.until((d) => d.data.inboxEvents.tickets[0].lastSeq === 21)
  await Promise.all([follower.stop(), client.dispose()])
})

test('a subscriber who moves to another node resumes from its cursor', async () => {
  const ticket = await openTicket(here, buyer)
  const first = follow(here.url, buyer, ticket)
  await reply(there, agent, ticket.id, 'one')
  await first.count(1)
  await first.stop()
  await reply(here, agent, ticket.id, 'two')
  const second = follow(there.url, buyer, { id: ticket.id, cursor: first.cursor })
  await reply(there, agent, ticket.id, 'three')
  await second.count(2)
  expect(second.log).toEqual([
    { seq: 3, body: 'two' },
    { seq: 4, body: 'three' },
  ])
  await second.stop()
})
