import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
let id: string, message: string
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  agent = await app.actor('agent', 'Sofia')
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ id } = await openTicket(app, buyer))
  message = (await reply(app, buyer, id, 'Blue or green?')).message!.id
})

const react = (who: Actor, emoji: string, reacted = true, messageId = message) =>
  mutate(app, who, 'react', { messageId, emoji, reacted }, 'message { reactions { emoji users { name } } }')
const reactions = async (who: Actor, of = message) => {
  const { data } = await app.gql(
    who,
    `query ($id: ID!) { node(id: $id) { ... on Message { reactions { emoji users { name } } } } }`,
    { id: of },
  )
  return data.node.reactions.map(({ emoji, users }: any) => [emoji, ...users.map(({ name }: any) => name)])
}
/** The errors of two reactions that both wait for the ticket before one of them goes on. */
const together = async (start: () => ReturnType<typeof react>[]) => {
  const lock = `select from support_tickets where id = '${uuidIn(id)}' for update`
  const answers = await whileLocked(app, lock, () => Promise.all(start()), 'select', 2)
  return answers.flatMap((answer) => codes(answer))
}
const events = () =>
  app.sql(
    `select actor_id, audience from ticket_events where ticket_id = $1 and kind = 'message_reacted' order by seq`,
    [uuidIn(id)],
  )
const ticket = async (who: Actor) =>
  (await app.gql(who, `query ($id: ID!) { ticket(id: $id) { updatedAt unreadCount lastSeq messageCount } }`, { id }))
    .data.ticket
/** Reacts with this many different emoji. */
const fill = (count: number) =>
  app.sql(
    `insert into message_reactions (message_id, user_id, emoji, ticket_id) select $1, $2, chr(128512 + n), $3 from generate_series(1, $4) n`,
    [uuidIn(message), admin.id, uuidIn(id), count],
  )

test('everybody who sees a message can react to it, and sees who did, in order', async () => {
  expect(await react(agent, '👍')).toMatchObject({
    message: { reactions: [{ emoji: '👍', users: [{ name: 'Sofia' }] }] },
    errors: [],
  })
  await react(buyer, '🎉')
  await react(buyer, '👍')
  for (const who of [buyer, agent])
    expect(await reactions(who)).toEqual([
      ['👍', 'Sofia', 'Mira'],
      ['🎉', 'Mira'],
    ])
  await react(agent, '👍', false)
  await react(buyer, '🎉', false)
  expect(await reactions(buyer)).toEqual([['👍', 'Mira']])
})

test('the same reaction again changes nothing', async () => {
  for (const reacted of [false, true, true, false, false]) expect(codes(await react(agent, '👍', reacted))).toEqual([])
  expect(await events()).toEqual(Array(2).fill({ actor_id: agent.id, audience: 'participants' }))
})

test('two tabs that react at once count once, and two that withdraw it as well', async () => {
  for (const reacted of [true, false]) {
    expect(await together(() => [react(agent, '👍', reacted), react(agent, '👍', reacted)])).toEqual([])
  }
  expect(await events()).toHaveLength(2)
  expect(await reactions(agent)).toEqual([])
})

test('a reaction to a note leaves no trace for requesters', async () => {
  const before = await ticket(buyer)
  const note = (await reply(app, agent, id, 'SECRET', { audience: 'STAFF' })).message!.id
  await react(admin, '👀', true, note)
  expect(await reactions(agent, note)).toEqual([['👀', 'Ruth']])
  expect(await ticket(buyer)).toEqual(before)
  expect(codes(await react(buyer, '👀', true, note))).toEqual(['NOT_FOUND'])
})

test('a reaction is no activity: the ticket keeps its place and nothing is unread', async () => {
  const before = await ticket(agent)
  await react(buyer, '👍')
  expect(await ticket(agent)).toEqual({ ...before, lastSeq: before.lastSeq + 1 })
  expect(
    await app.sql(`select from notifications where ticket_id = $1 and user_id = $2`, [uuidIn(id), buyer.id]),
  ).toEqual([])
})

test('a reaction is one emoji, and a message that is there', async () => {
  for (const emoji of ['', 'x', '1', '👍👍', '👍 ', 'a👍', '<b>'])
    expect(codes(await react(agent, emoji))).toEqual(['VALIDATION'])
  for (const emoji of ['❤️', '👍🏽', '👩‍💻', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁷󠁬󠁳󠁿']) expect(codes(await react(agent, emoji))).toEqual([])
  await mutate(app, admin, 'deleteMessage', { messageId: message })
  expect(await reactions(agent)).toEqual([])
  expect(codes(await react(agent, '👍'))).toEqual(['CONFLICT'])
})

test('a message has at most 20 different emoji, also if two are added at once', async () => {
  const atOnce = () => together(() => [react(agent, '👍'), react(buyer, '🎉')])
  await fill(19)
  expect(await atOnce()).toEqual(['CONFLICT'])
  // One that is there already is not another one.
  expect(codes(await react(agent, String.fromCodePoint(128_513)))).toEqual([])
  // The control: there is room for both.
  message = (await reply(app, buyer, id, 'Another')).message!.id
  await fill(18)
  expect(await atOnce()).toEqual([])
})
