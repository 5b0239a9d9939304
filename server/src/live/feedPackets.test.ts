import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { MANIFEST, idOf } from '../../test/documents.ts'
import { appOnWire, type Packets } from '../../test/packets.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { openTicket, reply, type TestApp } from '../../test/testApp.ts'

let packets: Packets
let app: TestApp
let close: () => Promise<void>
beforeAll(async () => {
  ;({ app, packets, close } = await appOnWire())
  await app.app.preload()
})
afterAll(() => close())

const CURSORS = 'query ($ticketId: ID!) { ticket(id: $ticketId) { cursor } tickets(first: 1) { cursor } }'

// A statement has its text, and not only its name, where a connection runs it for the first time.
test.each([
  ['buyer', 'TicketEvents', 'FROM revocations'],
  ['agent', 'InboxEvents', 'SELECT subject_id, txid::text FROM live_changes'],
] as const)('what a feed of a %s looks for (%s) is one packet with BEGIN: %s', async (role, feedName, lastAsked) => {
  const buyer = await app.actor('buyer')
  const agent = await app.actor('agent')
  const { id: ticketId } = await openTicket(app, buyer)
  const who = role === 'buyer' ? buyer : agent
  const client = wsClient(app, who)
  const { data } = await app.gql(who, CURSORS, { ticketId })
  const own = role === 'buyer' ? { ticketId, after: data.ticket.cursor } : { filter: null, after: data.tickets.cursor }
  const feed = subscribe(client, MANIFEST[idOf(feedName)]!, { ...own, withPermissions: role === 'buyer' })
  await reply(app, agent, ticketId, 'Here it is.')
  await feed.until((result) => JSON.stringify(result).includes('Here it is.'))
  await client.dispose()

  const [first] = packets.transactions(lastAsked).filter(([packet]) => packet!.includes(`'${role}'`))
  expect(first![0]).toContain('BEGIN')
  expect(first![0]).toContain(lastAsked)
})
