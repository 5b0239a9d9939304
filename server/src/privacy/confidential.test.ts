import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

// Confidential tickets of an open desk: the same holds while they are few, which policies know by a list, and while they are many.
let app: TestApp
let buyer: Actor, noah: Actor, ada: Actor, admin: Actor
let id: string, other: string
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer', 'Mira')
  noah = await app.actor('agent', 'Noah')
  ada = await app.actor('agent', 'Ada')
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())

const SEEN = `subject timeline(first: 20) { edges { node { __typename ... on MessageEntry { message { body } } } } }`
type Seen = { timeline: { edges: { node: { message?: { body: string } } }[] } }
type Hit = { node: { ticket: { id: string } } }
const seen = async (who: Actor, ticketId = id) =>
  (await app.gql(who, `query ($id: ID!) { ticket(id: $id) { ${SEEN} } }`, { id: ticketId })).data.ticket
const bodies = ({ timeline }: Seen): string[] =>
  timeline.edges.flatMap(({ node }) => (node.message ? [node.message.body] : []))
const found = async (who: Actor) =>
  (await app.gql(who, `{ search(query: "zebra") { edges { node { ticket { id } } } } }`)).data.search.edges.map(
    ({ node }: Hit) => node.ticket.id,
  )
const confidential = (who: Actor, value: boolean) =>
  mutate(app, who, 'setConfidential', { ticketId: id, confidential: value }, `ticket { ${SEEN} }`)

describe.each([
  ['few', 'parley_partly_restricted', 0],
  ['more than 200', 'parley_restricted', 200],
] as const)('%s confidential tickets', (_many, expected, others) => {
  beforeAll(async () => {
    const copied = await openTicket(app, buyer, 'Copied', 'Many times.')
    await app.sql(
      `insert into support_tickets select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'confidential', true))).*
       from support_tickets t, generate_series(1, $2::int) where t.id = $1`,
      [uuidIn(copied.id), others],
    )
  })
  beforeEach(async () => {
    ;({ id } = await openTicket(app, buyer, 'A complaint', 'About the zebra.'))
    ;({ id: other } = await openTicket(app, buyer, 'A question', 'Is the zebra striped?'))
    await mutate(app, noah, 'claim', { ticketId: id })
    await reply(app, noah, id, 'Who saw the zebra?')
    expect(codes(await confidential(noah, true))).toEqual([])
  })

  test(`staff act as ${expected}`, async () => {
    expect(await app.sql('select database_role() as role')).toEqual([{ role: expected }])
  })

  test('a ticket exists for its assignee and its requester; all others exist for everyone', async () => {
    for (const who of [noah, buyer]) {
      expect(bodies(await seen(who))).toEqual(['About the zebra.', 'Who saw the zebra?'])
      expect(await found(who)).toContain(id)
    }
    for (const who of [ada, admin]) {
      expect(await seen(who)).toBeNull()
      expect(await found(who)).not.toContain(id)
      expect(await found(who)).toContain(other)
      expect(bodies(await seen(who, other))).toEqual(['Is the zebra striped?'])
    }
  })

  test('who takes it from the queue reads it in the answer, and who gives it away nothing from then on', async () => {
    expect(codes(await mutate(app, noah, 'unclaim', { ticketId: id }))).toEqual([])
    // In the queue it exists, without texts.
    expect(bodies(await seen(ada))).toEqual([])
    const claimed = await mutate(app, ada, 'claim', { ticketId: id }, `ticket { ${SEEN} }`)
    expect(bodies(claimed.ticket)).toEqual(['About the zebra.', 'Who saw the zebra?'])
    expect(await seen(noah)).toBeNull()
    const given = await mutate(
      app,
      ada,
      'assign',
      { ticketId: id, agentId: gid('User', noah.id) },
      `ticket { subject }`,
    )
    expect(codes(given)).toEqual([])
    expect(await seen(ada)).toBeNull()
    expect(bodies(await seen(noah))).toHaveLength(2)
  })

  test('an admin reads it in the answer that grants emergency access, and afterwards', async () => {
    const { number: ticketNumber } = (await app.gql(noah, `query ($id: ID!) { ticket(id: $id) { number } }`, { id }))
      .data.ticket
    const asked = { ticketNumber, reason: 'A threat to life' }
    const opened = await mutate(app, admin, 'requestEmergencyAccess', asked, `ticket { ${SEEN} }`)
    expect(bodies(opened.ticket)).toHaveLength(2)
    expect(bodies(await seen(admin))).toHaveLength(2)
    expect(await seen(ada)).toBeNull()
  })

  test('it exists for everyone again once it is no longer confidential', async () => {
    expect(codes(await confidential(noah, false))).toEqual([])
    expect(bodies(await seen(ada))).toHaveLength(2)
    expect(await found(ada)).toContain(id)
  })
})
