import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AddressInfo } from 'node:net'
import { type TcpProxy, tcpProxy } from '../tcpProxy.ts'
import { eventually } from '../eventually.ts'
import { rounds } from '../rounds.ts'
import { reply, type TestApp, testApp } from '../testApp.ts'
import { cutConversation, type Heard, type People, threePeople } from './cutConversation.ts'

const MESSAGES = rounds(180, 600)
const CUTS = rounds(6, 20)

let app: TestApp
let proxy: TcpProxy
let people: People
beforeAll(async () => {
  app = await testApp()
  proxy = await tcpProxy(() => (app.app.server.address() as AddressInfo).port)
  people = await threePeople(app)
})
afterAll(async () => {
  await proxy.close()
  await app.close()
})

async function settled({ buyer, seller, agent }: Record<keyof People, Heard>): Promise<Heard[]> {
  const all = [buyer, seller, agent]
  for (const { follower, expected } of all) await follower.count(expected.length)
  for (const { follower } of all) await follower.stop()
  return all
}

test(`each of ${MESSAGES} messages by three roles arrives once, in order, although every connection is cut ${CUTS} times`, async () => {
  const all = await settled(
    await cutConversation(app, people, { proxy, messages: MESSAGES, cuts: CUTS, resume: 'last' }),
  )
  for (const { follower, expected } of all) {
    expect(follower.connections).toBe(CUTS + 1)
    expect(follower.log).toEqual(expected)
  }
  const [buyer, , agent] = all
  expect(agent!.expected.length).toBe(MESSAGES)
  expect(buyer!.expected.length).toBeLessThan(MESSAGES)
  expect(buyer!.expected.map(({ seq }) => seq)).toEqual(buyer!.expected.map((_, index) => index + 2))
})

test('control: readers that always resume from their first cursor get messages twice', async () => {
  const all = await settled(
    await cutConversation(app, people, { proxy, messages: MESSAGES, cuts: CUTS, resume: 'first' }),
  )
  for (const { follower, expected } of all) expect(follower.log.length).toBeGreaterThan(expected.length)
})

test('control: readers without a cursor miss messages', async () => {
  const { ticketId, ...heard } = await cutConversation(app, people, {
    proxy,
    messages: MESSAGES,
    cuts: CUTS,
    resume: 'none',
  })
  for (const { follower, expected } of Object.values(heard)) {
    // A later message has arrived, so no earlier one is pending.
    await eventually('a later message arrives', async () => {
      await reply(app, people.buyer, ticketId, 'Are you there?')
      return follower.log.at(-1)?.body === 'Are you there?'
    })
    const bodies = new Set(follower.log.map(({ body }) => body))
    expect(expected.filter(({ body }) => !bodies.has(body)).length).toBeGreaterThan(0)
    await follower.stop()
  }
})
