import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'
import { Random } from '../seeding/desk/random.ts'
import { matches } from '../../test/bruteForceSearch.ts'

/** A text in a ticket, and who sees it. */
interface Text {
  id: string
  text: string
  seenBy: (who: Actor) => boolean
}

const WORDS =
  `lamp lamps refund refunds broken order the and no2 x y Ünal café naïve straße ΟΔΟΣ мир деньги привет أحمد שלום पैसे वापस
  e-mail well-known don’t O'Neil anna.smith@shop.example bob@x.example https://shop.example/o/4711?a=1 ORD-2024-00817 INV20240099 12e5ab 0817 4711
  返金 電池が切れ 返品 ราคา คืนเงิน 환불 電 池 ก 😀 🎉😀 C++ 3.14 1,000 #42 _under_ "quoted" (brackets) 50%`.split(/\s+/)
const random = Random.from('search')

let app: TestApp
let people: Actor[]
const texts: Text[] = []
beforeAll(async () => {
  app = await testApp()
  await app.sql(`UPDATE desk_settings SET search_language = 'simple'`)
  people = [
    await app.actor('buyer', 'One'),
    await app.actor('buyer', 'Two'),
    await app.actor('seller', 'Three'),
    await app.actor('agent', 'Four'),
    await app.actor('admin', 'Five'),
  ]
  for (let n = 0; n < 24; n++) await writeTicket(random.fork(n))
})
afterAll(() => app.close())

const sentence = (some: Random): string =>
  Array.from({ length: 1 + Math.floor(some.unit() * 7) }, () => some.pick(WORDS)).join(some.chance(0.2) ? ', ' : ' ')
const isStaff = ({ role }: Actor) => role === 'agent' || role === 'admin'

/** A ticket with messages and notes, some of them deleted, a participant who joins halfway, and one who has left. */
async function writeTicket(some: Random): Promise<void> {
  const [owner, joins, leaves] = [0, 1, 2].map((n) => people[(n + Math.floor(some.unit() * 3)) % 3]!)
  const subject = sentence(some)
  const [ticket] = await app.sql<{ id: string }>(
    'INSERT INTO support_tickets (subject, requester_id, requester_role) VALUES ($1, $2, $3) RETURNING id',
    [subject, owner!.id, owner!.role],
  )
  const joined = joins!.id === owner!.id ? null : joins!
  const later = new Set<string>()
  texts.push({ id: ticket!.id, text: subject, seenBy: (who) => isStaff(who) || who === owner || who === joined })
  for (let n = 0; n < 16; n++) {
    if (n === 8 && joined) await join(ticket!.id, joined)
    const note = some.chance(0.2)
    const text = sentence(some)
    const id = await say(ticket!.id, owner!, text, note)
    if (n >= 8) later.add(id)
    if (some.chance(0.15))
      await app.sql('UPDATE ticket_messages SET body = NULL, deleted_at = now() WHERE id = $1', [id])
    else {
      const seenBy = (who: Actor) => isStaff(who) || (!note && (who === owner || (who === joined && later.has(id))))
      texts.push({ id, text, seenBy })
    }
  }
  if (leaves && leaves !== owner && leaves !== joined) {
    await join(ticket!.id, leaves, 0)
    await app.sql('UPDATE ticket_participants SET left_at = now() WHERE ticket_id = $1 AND user_id = $2', [
      ticket!.id,
      leaves.id,
    ])
  }
}

async function join(ticketId: string, who: Actor, since?: number): Promise<void> {
  await app.sql(
    `INSERT INTO ticket_participants (ticket_id, user_id, since_public_seq)
      SELECT id, $2, coalesce($3, public_seq) FROM support_tickets WHERE id = $1`,
    [ticketId, who.id, since ?? null],
  )
}

async function say(ticketId: string, author: Actor, body: string, note: boolean): Promise<string> {
  const id = randomUUID()
  const audience = note ? 'staff' : 'participants'
  await app.sql(
    `INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, audience, body, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, now() - $7 * interval '1 hour')`,
    [id, ticketId, author.id, author.role, audience, body, Math.floor(random.unit() * 1000)],
  )
  await app.sql(
    `INSERT INTO ticket_events (ticket_id, kind, audience, actor_id, message_id, data)
      VALUES ($1, 'message_added', $2, $3, $4, jsonb_build_object('sender', $5::text))`,
    [ticketId, audience, author.id, id, author.role],
  )
  return id
}

const SEARCH = `query ($query: String!, $after: String) { search(query: $query, first: 7, after: $after) {
  edges { cursor node { ticket { id } message { id } } } pageInfo { hasNextPage endCursor } } }`

/** The ids of all hits, read page by page. */
async function find(who: Actor, query: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null, more = true; more;) {
    const { data, errors }: any = await app.gql(who, SEARCH, { query, after })
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`)
    for (const { node } of data.search.edges)
      ids.push(
        Buffer.from((node.message ?? node.ticket).id, 'base64')
          .toString()
          .split(':')[1]!,
      )
    after = data.search.pageInfo.endCursor
    more = data.search.pageInfo.hasNextPage
  }
  return ids
}

/** A query of random terms; quotations, so that no typing errors are allowed for. */
function someQuery(some: Random): string {
  const quoted = (text: string) => `"${text.replaceAll('"', ' ')}"`
  const term = () => {
    const from = some.pick(texts).text.split(/\s+/)
    const at = Math.floor(some.unit() * from.length)
    return quoted(some.chance(0.3) ? from.slice(at, at + 2).join(' ') : some.chance(0.3) ? some.pick(WORDS) : from[at]!)
  }
  const kind = some.unit()
  if (kind < 0.5) return term()
  if (kind < 0.7) return `${term()} ${term()}`
  if (kind < 0.85) return `${term()} -${term()}`
  return `${term()} or ${term()}`
}

test('every role finds what a scan of all visible texts finds, each hit once', async () => {
  for (let n = 0; n < 150; n++) {
    const query = someQuery(random.fork(1000 + n))
    const who = people[n % people.length]!
    const expected = texts.filter(({ text, seenBy }) => seenBy(who) && matches(text, query)).map(({ id }) => id)
    expect([query, who.name, (await find(who, query)).sort()]).toEqual([query, who.name, expected.sort()])
  }
})

test('beginnings of the last word, without quotation marks', async () => {
  for (const query of [
    'lam',
    'refun',
    'brok',
    'anna.smi',
    'well-kn',
    'ORD-20',
    'приве',
    'http',
    '返',
    '電池',
    'คืน',
    'e-ma',
    '2024',
  ])
    for (const who of people) {
      const expected = texts.filter(({ text, seenBy }) => seenBy(who) && matches(text, query)).map(({ id }) => id)
      const found = await find(who, query)
      // With few hits, words with typing errors are added.
      if (expected.length >= 3) expect([query, who.name, found.sort()]).toEqual([query, who.name, expected.sort()])
      else expect([query, who.name, found]).toEqual([query, who.name, expect.arrayContaining(expected)])
    }
})

test('control: without the policy, the scan tells the difference', async () => {
  const note = await app.sql<{
    id: string
  }>(`SELECT d.id FROM search_documents d JOIN support_tickets t ON t.id = d.ticket_id
    WHERE d.kind = 'note' AND t.requester_id = '${people[0]!.id}'`)
  const query = texts.find(({ id }) => id === note[0]!.id)!.text.replaceAll('"', ' ')
  const expected = texts
    .filter(({ text, seenBy }) => seenBy(people[0]!) && matches(text, `"${query}"`))
    .map(({ id }) => id)
  await app.sql('CREATE POLICY leak ON search_documents FOR SELECT TO parley_requester USING (true)')
  const found = await find(people[0]!, `"${query}"`)
  await app.sql('DROP POLICY leak ON search_documents')
  expect(found.length).toBeGreaterThan(expected.length)
  expect(await find(people[0]!, `"${query}"`)).toHaveLength(expected.length)
})
