import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { MANIFEST } from '../../test/documents.ts'
import { mutate } from '../../test/mutate.ts'
import { personId, type ShopOfTest, shopWithPeople, writeToShop } from '../../test/shops.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { Operation } from '../platform/database/operation.ts'

const FEW = 5
const MANY = 50
/** Less than one batch of a feed. */
const EVENTS = 90

const SEEN = 'query ($ticketId: ID!) { ticket(id: $ticketId) { cursor lastSeq } }'

const documentOf = (name: string): string =>
  Object.values(MANIFEST).find((text) => new RegExp(`^\\w+ ${name}\\b`).test(text))!

/** What a list shows at most: everything that is read for each ticket. */
const EVERYTHING = `query ($first: Int!) { tickets(first: $first) { edges { node {
  seller { shopName owner { name } members { name } invitations { email } } participants { name } assignee { name } shopAssignee { name }
  notes notesVersion notesEditedAt notesEditedBy { name } lastMessage { body author { name } readBy { name } mentions { name } attachments { url } }
  readMarkers { userId messageCount } rating { score } attachments { url } isConfidential
  case { outcome escalatedBy { name } evidenceRequests { id } } } } } }`

let app: TestApp
let agent: Actor, buyer: Actor
let shop: ShopOfTest
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[agent, buyer] = await Promise.all([app.actor('agent', 'Ada'), app.actor('buyer', 'Bea')])
  shop = await shopWithPeople(app)
  for (let n = 0; n < MANY; n++) await fill()
})
afterEach(() => void jest.restoreAllMocks())
afterAll(() => app.close())

/** A ticket with everything that a list can show of one. */
async function fill(): Promise<void> {
  const { id: ticketId } = await writeToShop(app, buyer, shop.id)
  await mutate(app, agent, 'setNotes', { ticketId, notes: 'Known.', expectedNotesVersion: 0 }, 'ticket { id }')
  await mutate(app, shop.owner, 'assignInShop', { ticketId, userId: personId(shop.member) }, 'ticket { id }')
  await mutate(app, shop.owner, 'escalate', { ticketId, reason: 'It is broken.' }, 'ticket { id }')
}

/** The number of statements of the operation that sent the most meanwhile: other operations go on in the background. */
async function statementsDuring(act: () => Promise<unknown>): Promise<number> {
  const sent = new Map<Operation, number>()
  const query = Operation.prototype.query
  jest.spyOn(Operation.prototype, 'query').mockImplementation(function (this: Operation, config) {
    sent.set(this, (sent.get(this) ?? 0) + 1)
    return query.call(this, config) as never
  })
  await act()
  jest.restoreAllMocks()
  return Math.max(...sent.values())
}

test.each([
  ['the list of the client', documentOf('TicketPage'), 8],
  ['a list with everything', EVERYTHING, 25],
])('%s takes as many statements for fifty tickets as for five', async (_name, query, atMost) => {
  const list = (first: number) =>
    statementsDuring(async () => {
      const { data, errors } = await app.gql(agent, query, { first })
      expect(errors).toBeUndefined()
      expect(data.tickets.edges.length).toBe(first)
    })
  const few = await list(FEW)
  expect(await list(MANY)).toBe(few)
  expect(few).toBeLessThanOrEqual(atMost)
})

test('catching up takes as many statements for ninety events as for five', async () => {
  const { id: ticketId } = await openTicket(app, buyer)
  const now = async () => (await app.gql(agent, SEEN, { ticketId })).data.ticket as { cursor: string; lastSeq: number }
  const { cursor } = await now()
  const replay = async () => {
    const { lastSeq } = await now()
    return statementsDuring(async () => {
      const client = wsClient(app, agent)
      const variables = { ticketId, after: cursor, withPermissions: false }
      const feed = subscribe(client, documentOf('TicketEvents'), variables)
      await feed.until(({ data }) => data.ticketEvents.entry?.seq === lastSeq)
      await client.dispose()
    })
  }
  for (let n = 0; n < FEW; n++) await reply(app, n % 2 ? agent : buyer, ticketId, `Reply ${n}`)
  const few = await replay()
  for (let n = FEW; n < EVENTS; n++) await reply(app, n % 2 ? agent : buyer, ticketId, `Reply ${n}`)
  expect(await replay()).toBe(few)
  expect(few).toBeLessThanOrEqual(12)
})
