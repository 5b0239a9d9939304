import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { change } from '../../test/change.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, other: Actor, agent: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira Öztürk')
  other = await app.actor('buyer', 'Other Buyer')
  agent = await app.actor('agent', 'Sofia')
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())

interface Found {
  excerpt: string
  ticket: { id: string; number: string; subject: string }
  message: { id: string; body: string } | null
}

const SEARCH = `query ($query: String!, $first: Int, $after: String) { search(query: $query, first: $first, after: $after) {
  edges { cursor node { excerpt ticket { id number subject } message { id body } } } pageInfo { hasNextPage endCursor } } }`

async function find(actor: Actor, query: string): Promise<Found[]> {
  const { data, errors } = await app.gql(actor, SEARCH, { query, first: 100 })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.search.edges.map(({ node }: any) => node)
}
const bodies = async (actor: Actor, query: string) =>
  (await find(actor, query)).map(({ message, ticket }) => message?.body ?? ticket.subject)

/** A ticket of the buyer with these messages. */
async function ticketWith(subject: string, ...messages: string[]): Promise<string> {
  const ticket = await openTicket(app, buyer, subject, messages[0] ?? 'Nothing')
  for (const body of messages.slice(1)) await reply(app, buyer, ticket.id, body)
  return ticket.id
}

describe('words', () => {
  // A text, and queries that find it and that do not.
  test.each<[string, string[], string[]]>([
    [
      'My refunds have not arrived',
      ['refund', 'REFUNDS', 'refu', '"not arrived"', 'arrived refunds'],
      ['"arrived not"', 'refunds -arrived'],
    ],
    ['Café crème brûlée', ['cafe', 'creme', 'BRULEE', 'café'], ['latte']],
    ['A well-known e-mail', ['well-known', 'wellknown', 'known', 'email', 'e-mail'], ['"known well"']],
    [
      'Write to anna.smith@shop.example',
      ['anna.smith@shop.example', 'anna', 'smith', 'shop.example', 'smith@shop'],
      ['anna@shop'],
    ],
    [
      'Order ORD-2024-00817 and INV20240099',
      ['ORD-2024-00817', '2024-00817', '00817', 'ord202400817', 'inv20240099', '20240099'],
      ['2024-99'],
    ],
    [
      'See https://shop.example/orders/4711?ref=mail#top',
      ['https://shop.example/orders/4711', 'orders/4711', '4711', 'shop.example'],
      ['4711/orders'],
    ],
    ['返金をお願いします。電池が切れました', ['返金', '電池が切れ', 'お願い', '電'], ['金返', '電切']],
    ['ขอคืนเงินค่าสินค้า', ['คืนเงิน', 'สินค้า'], ['เงินคืน']],
    ['환불을 요청합니다', ['환불', '요청합니다'], ['불환']],
    ['Прошу вернуть деньги', ['вернуть', 'ДЕНЬГИ'], ['рубли']],
    ['कृपया पैसे वापस करें', ['पैसे', 'वापस'], ['रुपये']],
    ['The hash 12e5abc of a build', ['12e5abc', 'hash'], ['abc']],
    ['Blue lamp', ['"blue lamp" or zebra', 'zebra or lamp', 'blue'], ['zebra', 'blue -lamp']],
  ])('%s', async (text, hits, misses) => {
    const mark = `mark${randomUUID().slice(0, 8)}`
    await ticketWith('Words', `${mark} ${text}`)
    for (const query of hits) {
      const found = await bodies(agent, `${mark} ${query}`.replace(/^(\w+) (.*) or (.*)$/, '$1 $2 or $1 $3'))
      expect([query, found]).toEqual([query, [`${mark} ${text}`]])
    }
    for (const query of misses) expect([query, await bodies(agent, `"${mark}" ${query}`)]).toEqual([query, []])
  })

  test('with one typing error are found if few texts have the word as it was typed', async () => {
    await ticketWith('Typos', 'The zeppelin arrived broken')
    for (const query of ['zepelin', 'zeppelim', 'zepeplin', 'zeppelinn', 'zeppelin'])
      expect(await bodies(agent, query)).toEqual(['The zeppelin arrived broken'])
    expect(await bodies(agent, 'zepprlum')).toEqual([])
    expect(await bodies(agent, '"zepelin"')).toEqual([])
  })
})

describe('what is searched', () => {
  test('the subject, the number and the tags', async () => {
    const id = await ticketWith('A xylophone without keys')
    await app.gql(
      agent,
      'mutation ($id: ID!) { updateTags(input: { ticketId: $id, add: ["instrumental"] }) { errors { code } } }',
      { id },
    )
    const [{ ticket, message, excerpt }] = (await find(agent, 'xylophone')) as [Found]
    expect([ticket.id, message, excerpt]).toEqual([id, null, 'A \u0002xylophone\u0003 without keys'])
    const [tagged] = await find(agent, 'instrumental')
    expect([tagged!.ticket.id, tagged!.excerpt]).toEqual([id, 'A xylophone without keys · #\u0002instrumental\u0003'])
    expect((await find(agent, ticket.number))[0]!.ticket.id).toBe(id)
    expect((await find(agent, ticket.number.replace(/-0+/, '-'))).map((hit) => hit.ticket.id)).toContain(id)
  })

  test('names, and for staff addresses', async () => {
    const id = await ticketWith('Of Mira')
    expect((await find(agent, 'ozturk')).map((hit) => hit.ticket.id)).toContain(id)
    const [hit] = await find(agent, buyer.email)
    expect(hit!.excerpt).toContain('Mira')
    expect(await find(other, buyer.email)).toEqual([])
    expect(await find(other, 'ozturk')).toEqual([])
  })

  test('the names of files, until they are removed', async () => {
    const id = await ticketWith('With a file')
    const { message } = await reply(app, buyer, id, 'See this')
    const messageId = uuidOf(message!.id, 'Message')
    await app.sql(
      `INSERT INTO attachments (message_id, owner_id, file_name, state) VALUES ($1, $2, 'Rechnung_2024-kazoo.pdf', 'attached')`,
      [messageId, buyer.id],
    )
    for (const query of ['kazoo', 'rechnung', 'Rechnung_2024-kazoo.pdf', 'kazoo.pdf', 'see kazoo'])
      for (const who of [agent, buyer]) expect([query, await bodies(who, query)]).toEqual([query, ['See this']])
    expect((await find(agent, 'kazoo'))[0]!.excerpt).toBe('See this · Rechnung_2024-\u0002kazoo\u0003.pdf')
    expect(await find(other, 'kazoo')).toEqual([])
    await app.sql(`UPDATE attachments SET state = 'pending_deletion' WHERE message_id = $1`, [messageId])
    expect(await find(agent, 'kazoo')).toEqual([])
  })

  test('the names of shops', async () => {
    const seller = await app.actor('seller', 'Nia')
    await app.sql(`INSERT INTO sellers (owner_id, shop_name) VALUES ($1, 'Ölmühle Ceramics')`, [seller.id])
    const { id } = await openTicket(app, seller, 'A question', 'Hello')
    for (const query of ['olmuhle', 'from:olmuhle', 'Ölmühle ceramics', '"ceramics"', 'olmuhel'])
      for (const who of [agent, seller])
        expect([query, (await find(who, query)).map((hit) => hit.ticket.id)]).toEqual([query, [id]])
    expect((await find(agent, 'olmuhle'))[0]!.excerpt).toContain('\u0002Ölmühle\u0003 Ceramics')
    expect(await find(other, 'olmuhle')).toEqual([])
    expect(await find(agent, 'olmuhle in:messages')).toEqual([])
  })

  test('notes, for staff only', async () => {
    const id = await ticketWith('With notes', 'Hello')
    await reply(app, agent, id, 'The customer is a platypus', { audience: 'STAFF' })
    await app.gql(
      agent,
      'mutation ($id: ID!) { setNotes(input: { ticketId: $id, notes: "Prefers quokkas" }) { errors { code } } }',
      { id },
    )
    expect(await bodies(agent, 'platypus')).toEqual(['The customer is a platypus'])
    expect((await find(admin, 'quokka')).map(({ excerpt, message }) => [excerpt, message])).toEqual([
      ['Prefers \u0002quokkas\u0003', null],
    ])
    expect(await find(buyer, 'platypus')).toEqual([])
    expect(await find(buyer, 'quokkas')).toEqual([])
    expect(await bodies(agent, 'in:notes platypus')).toHaveLength(1)
    expect(await bodies(agent, 'in:messages platypus')).toEqual([])
  })

  test('a requester’s own tickets, and nobody else’s', async () => {
    await ticketWith('Private', 'My flugelhorn')
    expect(await bodies(buyer, 'flugelhorn')).toEqual(['My flugelhorn'])
    expect(await find(other, 'flugelhorn')).toEqual([])
  })

  test('a deleted message is gone, an edited one is found by its new text', async () => {
    const id = await ticketWith('Changing')
    const first = await reply(app, buyer, id, 'The word marzipan')
    await change(app, buyer, 'editMessage', {
      messageId: first.message!.id,
      body: 'The word nougat',
    })
    expect([await bodies(agent, 'marzipan'), await bodies(agent, 'nougat')]).toEqual([[], ['The word nougat']])
    await change(app, admin, 'deleteMessage', { messageId: first.message!.id })
    expect([await bodies(agent, 'nougat'), await bodies(buyer, 'nougat')]).toEqual([[], []])
    expect(await app.sql(`SELECT id FROM search_documents WHERE vector @@ 'nougat'`)).toEqual([])
  })
})
