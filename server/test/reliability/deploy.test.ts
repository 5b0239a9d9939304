import type { AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { createApp } from '../../src/app.ts'
import { readEnv } from '../../src/env.ts'
import { silentLog } from '../../src/platform/log.ts'
import { testDatabase } from '../database.ts'
import { follow } from '../follower.ts'
import { eventStream } from '../sse.ts'
import { openTicket, reply, testApp } from '../testApp.ts'

const FOLLOW = `subscription ($id: ID!) { ticketEvents(ticketId: $id) { ... on TicketEvent { cursor } } }`

test('an idle connection stays open longer than a proxy keeps it', async () => {
  const app = await testApp()
  const response = await fetch(`${app.url}/health`)
  expect(response.headers.get('keep-alive')).toBe('timeout=65')
  await app.close()
})

test('a restart closes sockets with 1012, and all clients reconnect to the new server without a loss', async () => {
  const database = await testDatabase()
  const old = await testApp({ database })
  const [buyer, agent] = [await old.actor('buyer'), await old.actor('agent')]
  const ticket = await openTicket(old, buyer)
  const followers = Array.from({ length: 20 }, () => follow(old.url, buyer, ticket))
  const stream = await eventStream(old.url, buyer, FOLLOW, { id: ticket.id })
  await reply(old, agent, ticket.id, 'before')
  for (const follower of followers) await follower.count(1)
  const { port } = old.app.server.address() as AddressInfo
  await old.close()
  expect(followers.map(({ closeCodes }) => closeCodes[0])).toEqual(followers.map(() => 1012))
  expect(stream.completed).toBe(true)

  const env = { ...readEnv({ NODE_ENV: 'test' }), PARLEY_SECRET: 'test secret, thirty-two characters' }
  const app = await createApp({ env, roles: database.roleUrls, log: silentLog })
  await new Promise<void>((resolve) => app.server.listen(port, '127.0.0.1', resolve))
  for (const body of ['during', 'after']) await reply(old, agent, ticket.id, body)
  for (const follower of followers) {
    await follower.count(3)
    expect(follower.log).toEqual(['before', 'during', 'after'].map((body, n) => ({ seq: n + 2, body })))
    await follower.stop()
  }
  await app.close()
  await database.drop()
})
