import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Client } from 'graphql-ws'
import { eventually } from '../../test/eventually.ts'
import { CHANGED, end, HEAR, kinds, running, say, seenWithin, start } from '../../test/sharing.ts'
import { type Feed, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { readEnv } from '../env.ts'
import { hashToken } from '../viewer/apiTokens.ts'
import { iceServersFor } from './iceServers.ts'

let here: TestApp, there: TestApp
let mira: Actor, ada: Actor, ben: Actor, otto: Actor
let clients: Client[] = []
beforeAll(async () => {
  here = await testApp()
  there = await testApp({ database: here.database })
  ;[mira, ada, ben, otto] = await Promise.all([
    here.actor('buyer', 'Mira'),
    here.actor('agent', 'Ada'),
    here.actor('agent', 'Ben'),
    here.actor('seller', 'Otto'),
  ])
})
afterEach(async () => {
  for (const client of clients) await client.dispose()
  clients = []
})
afterAll(async () => {
  await there.close()
  await here.close()
})

function hear(app: TestApp, actor: Actor, query: string, id?: string): Feed & { client: Client } {
  const client = wsClient(app, actor)
  clients.push(client)
  return Object.assign(subscribe(client, query, { id }), { client })
}

test('a person has one share at a time, and its start and end are published and recorded in the history', async () => {
  const [one, two] = [await openTicket(here, mira), await openTicket(here, mira)]
  const staff = hear(there, ada, CHANGED)
  const own = hear(here, mira, CHANGED)
  const strange = hear(here, otto, CHANGED)
  await eventually('all follow', () => here.app.stats().members + there.app.stats().members === 3)

  const first = await start(here, mira, one.id)
  expect(first).toMatchObject({ errors: [], screenShare: { endedAt: null, ticket: { id: one.id } } })
  const second = await start(here, mira, two.id)
  const sharerFeed = hear(here, mira, HEAR, second.screenShare.id)
  for (const feed of [staff, own])
    await feed.until(
      ({ data }) => data.screenShareChanged.id === first.screenShare.id && data.screenShareChanged.endedAt,
    )
  expect(await running(here, ada)).toEqual([second.screenShare.id])
  expect(await running(here, otto)).toEqual([])
  expect(await end(here, ada, second.screenShare.id)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
  expect(await end(here, otto, second.screenShare.id)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] })
  expect((await end(here, mira, second.screenShare.id)).screenShare.endedAt).not.toBeNull()
  await staff.until(
    ({ data }) => data.screenShareChanged.id === second.screenShare.id && data.screenShareChanged.endedAt,
  )
  await end(here, mira, second.screenShare.id)
  expect(await kinds(here, ada, two.id)).toEqual([
    { actor: { name: 'Mira' }, started: true },
    { actor: { name: 'Mira' }, started: false },
  ])
  expect(strange.pending()).toEqual([])
  sharerFeed.stop()
})

test('signals of any size arrive once and in order, including earlier ones, and only at the recipient', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  const { id } = (await start(here, mira, ticketId)).screenShare
  const sharer = hear(here, mira, HEAR, id)
  const curious = hear(there, ben, HEAR, id)
  const said = Array.from({ length: 40 }, (_, n) => JSON.stringify({ n, sdp: 'x'.repeat((n % 4) * 15_000) }))
  for (const [n, signal] of said.entries()) await say(n % 2 ? here : there, ada, id, mira, signal)
  const heard = await sharer.until(({ data }) => data.screenShareSignal.signal === said.at(-1))
  expect(heard.map(({ data }) => data.screenShareSignal.signal)).toEqual(said)
  expect(new Set(heard.map(({ data }) => data.screenShareSignal.from.name))).toEqual(new Set(['Ada']))

  await say(here, mira, id, ada, 'an offer')
  const late = hear(there, ada, HEAR, id)
  expect((await late.next()).data.screenShareSignal).toMatchObject({ signal: 'an offer', from: { name: 'Mira' } })
  await say(there, mira, id, ben, 'for Ben')
  expect((await curious.next()).data.screenShareSignal.signal).toBe('for Ben')
  expect([...curious.pending(), ...late.pending()]).toEqual([])
})

test('only the sharer and staff can signal, each as themselves and to the other side', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  await here.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuidIn(ticketId), otto.id])
  const { id } = (await start(here, mira, ticketId)).screenShare
  const sharerFeed = hear(here, mira, HEAR, id)
  const stranger = await here.actor('buyer')
  const refused = { ok: false, errors: [{ code: 'NOT_FOUND' }] }
  // A stranger, a participant who is not the sharer, staff to staff, the sharer to a participant and to themselves.
  for (const [from, to] of [
    [stranger, mira],
    [otto, mira],
    [ada, ben],
    [mira, otto],
    [mira, mira],
  ] as const)
    expect(await say(here, from, id, to, 'x')).toEqual(refused)
  for (const actor of [stranger, otto])
    expect((await hear(here, actor, HEAR, id).next()).errors[0].extensions.code).toBe('NOT_FOUND')
  expect(await say(here, ada, id, mira, 'x')).toEqual({ ok: true, errors: [] })
  await end(here, mira, id)
  expect((await say(here, ada, id, mira, 'x')).errors).toEqual([{ code: 'CONFLICT' }])
  sharerFeed.stop()
})

test('a share whose sharer disconnects ends within ten seconds, and one with a connected sharer does not', async () => {
  const [gone, there_] = [await openTicket(here, mira), await openTicket(here, otto)]
  const [lost, kept] = [
    (await start(here, mira, gone.id)).screenShare.id,
    (await start(here, otto, there_.id)).screenShare.id,
  ]
  const leaving = hear(here, mira, HEAR, lost)
  hear(there, otto, HEAR, kept)
  await eventually('both are seen', () => seenWithin(here, 1.5, [lost, kept]))
  await leaving.client.dispose()
  // Both shares age, the connected one less, since a busy machine adds time as well.
  await here.sql(
    `update screen_shares set seen_at = seen_at - case id when $1 then interval '8 seconds' else '4 seconds' end where ended_at is null`,
    [uuidIn(lost)],
  )
  await eventually('the lost share has ended', async () => !(await running(here, ada)).includes(lost))
  await eventually('the other share is renewed', () => seenWithin(here, 1.5, [kept]))
  expect(await running(here, ada)).toContain(kept)
  expect((await kinds(here, ada, gone.id)).at(-1)).toEqual({ actor: null, started: false })
})

test('the share of a removed participant ends, and the sharer is notified of a watcher who lost access', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  await here.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuidIn(ticketId), otto.id])
  const { id } = (await start(here, otto, ticketId)).screenShare
  const sharer = hear(here, otto, HEAR, id)
  const agent = await here.actor('agent', 'Kim')
  const watcher = hear(there, agent, HEAR, id)
  await say(there, agent, id, otto, '{"type":"join"}')
  await sharer.until(({ data }) => data.screenShareSignal.signal === '{"type":"join"}')
  await here.sql('update api_tokens set revoked_at = now() where user_id = $1', [agent.id])
  await expect(watcher.next()).rejects.toMatchObject({ code: 4403 })
  const [last] = (await sharer.until(({ data }) => data.screenShareSignal.signal.includes('gone'))).slice(-1)
  expect(last.data.screenShareSignal).toMatchObject({ signal: '{"type":"gone"}', from: { name: 'Kim' } })

  expect(await running(here, ada)).toContain(id)
  await here.sql('update ticket_participants set left_at = now() where user_id = $1', [otto.id])
  await eventually('the share has ended', async () => !(await running(here, ada)).includes(id))
})

/** Ways in which a person loses access. */
const losses: [string, (who: Actor) => Promise<unknown>][] = [
  ['signed out', (who) => here.sql('update api_tokens set revoked_at = now() where user_id = $1', [who.id])],
  ['disabled', (who) => here.sql('update users set disabled_at = now() where id = $1', [who.id])],
  ['given another role', (who) => here.sql(`update users set role = 'seller' where id = $1`, [who.id])],
]

test.each(losses)(
  'a watcher who is %s is removed at the sharer, though their browser stays connected',
  async (_name, lose) => {
    const { id: ticketId } = await openTicket(here, mira)
    const { id } = (await start(here, mira, ticketId)).screenShare
    const sharer = hear(here, mira, HEAR, id)
    const agent = await here.actor('agent', 'Kim')
    // Another browser of the watcher uses the same token: both must be removed.
    const watchers = [hear(there, agent, HEAR, id), hear(there, agent, HEAR, id)]
    await say(there, agent, id, mira, '{"type":"join"}')
    await sharer.until(({ data }) => data.screenShareSignal.signal === '{"type":"join"}')
    await lose(agent)
    const [last] = (await sharer.until(({ data }) => data.screenShareSignal.signal === '{"type":"gone"}')).slice(-1)
    expect(last.data.screenShareSignal.signal).toBe('{"type":"gone"}')
    for (const watcher of watchers) await expect(watcher.next()).rejects.toMatchObject({ code: 4403 })
    await end(here, mira, id)
  },
)

test('a watcher who signs out in one browser is removed there, and can watch again from the other', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  const { id } = (await start(here, mira, ticketId)).screenShare
  const sharer = hear(here, mira, HEAR, id)
  const agent = await here.actor('agent', 'Kim')
  const other = { ...agent, token: await here.token(agent) }
  hear(here, agent, HEAR, id)
  const staying = hear(here, other, HEAR, id)
  await say(here, other, id, mira, '{"type":"join"}')
  await sharer.until(({ data }) => data.screenShareSignal.signal === '{"type":"join"}')
  await eventually('all three follow', () => here.app.stats().members >= 3)
  await here.sql('update api_tokens set revoked_at = now() where token_hash = $1', [hashToken(agent.token)])
  await sharer.until(({ data }) => data.screenShareSignal.signal === '{"type":"gone"}')
  await say(here, mira, id, other, 'an offer')
  expect((await staying.next()).data.screenShareSignal.signal).toBe('an offer')
  await end(here, mira, id)
})

test.each([
  ...losses,
  [
    'removed from the ticket',
    (who: Actor) => here.sql('update ticket_participants set left_at = now() where user_id = $1', [who.id]),
  ] as (typeof losses)[number],
])('the share of a person who is %s ends immediately, for them and for watchers', async (_name, lose) => {
  const { id: ticketId } = await openTicket(here, mira)
  const guest = await here.actor('buyer', 'Guest')
  await here.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuidIn(ticketId), guest.id])
  const { id } = (await start(here, guest, ticketId)).screenShare
  const sharer = hear(there, guest, HEAR, id)
  const watcher = hear(here, ada, HEAR, id)
  await say(here, ada, id, guest, 'hello')
  await sharer.until(({ data }) => data.screenShareSignal.signal === 'hello')
  await here.sql(`update screen_shares set seen_at = now() + interval '1 hour' where id = $1`, [uuidIn(id)])
  await lose(guest)
  const over = (await watcher.until(({ data }) => data.screenShareSignal.signal === '{"type":"over"}')).at(-1)
  expect(over.data.screenShareSignal.signal).toBe('{"type":"over"}')
  if (_name === 'removed from the ticket')
    expect((await sharer.next()).data.screenShareSignal).toMatchObject({ signal: '{"type":"over"}' })
  else await expect(sharer.next()).rejects.toMatchObject({ code: 4403 })
  expect(await running(here, ada)).not.toContain(id)
})

test('only the requester is notified of a request and can start the share, which answers it', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  const asked = hear(there, mira, 'subscription { screenShareAsked { asker { name } ticket { id } } }')
  await eventually('it is followed', () => there.app.stats().members === 1)
  const ask = (actor: Actor) =>
    here.gql(actor, 'mutation ($id: ID!) { askForScreenShare(input: { ticketId: $id }) { ok errors { code } } }', {
      id: ticketId,
    })
  const asks = async () => (await here.gql(mira, '{ screenShareAsks { asker { name } } }')).data.screenShareAsks
  expect((await ask(ada)).data.askForScreenShare).toEqual({ ok: true, errors: [] })
  expect((await ask(mira)).data.askForScreenShare.errors).toEqual([{ code: 'FORBIDDEN' }])
  expect((await ask(otto)).data.askForScreenShare.errors).toEqual([{ code: 'NOT_FOUND' }])
  expect((await asked.next()).data.screenShareAsked).toEqual({ asker: { name: 'Ada' }, ticket: { id: ticketId } })
  expect(await asks()).toEqual([{ asker: { name: 'Ada' } }])
  const { id } = (await start(here, mira, ticketId)).screenShare
  expect(await asks()).toEqual([])
  await end(here, mira, id)
})

test('the requester can decline on all their devices; the agent is notified and finds it later', async () => {
  const { id: ticketId } = await openTicket(here, mira)
  const DECLINED = 'subscription { screenShareDeclined { person { name } declinedAt ticket { id } } }'
  const [agent, otherAgent, device] = [
    hear(there, ada, DECLINED),
    hear(here, ben, DECLINED),
    hear(there, mira, DECLINED),
  ]
  await eventually('they are followed', () => there.app.stats().members === 2 && here.app.stats().members === 1)
  const set = (actor: Actor, field: 'askForScreenShare' | 'declineScreenShare') =>
    here
      .gql(actor, `mutation ($id: ID!) { ${field}(input: { ticketId: $id }) { ok errors { code } } }`, { id: ticketId })
      .then(({ data }) => data[field])
  await set(ada, 'askForScreenShare')
  expect((await set(otto, 'declineScreenShare')).errors).toEqual([{ code: 'NOT_FOUND' }])
  // Another user cannot decline for her.
  await set(ben, 'declineScreenShare')
  const asks = async (actor: Actor, field: string) =>
    (await here.gql(actor, `{ ${field} { person { name } declinedAt } }`)).data[field]
  expect(await asks(mira, 'screenShareAsks')).toEqual([{ person: { name: 'Mira' }, declinedAt: null }])

  expect(await set(mira, 'declineScreenShare')).toEqual({ ok: true, errors: [] })
  const declined = { person: { name: 'Mira' }, declinedAt: expect.any(String), ticket: { id: ticketId } }
  expect((await agent.next()).data.screenShareDeclined).toEqual(declined)
  expect((await device.next()).data.screenShareDeclined).toEqual(declined)
  expect(await asks(mira, 'screenShareAsks')).toEqual([])
  expect(await asks(ada, 'sentScreenShareAsks')).toEqual([{ person: { name: 'Mira' }, declinedAt: expect.any(String) }])
  expect(await asks(ben, 'sentScreenShareAsks')).toEqual([])

  // A new request can be declined again; the other agent has received neither.
  await set(ben, 'askForScreenShare')
  await set(mira, 'declineScreenShare')
  expect((await otherAgent.next()).data.screenShareDeclined).toEqual(declined)
})

test('TURN credentials are valid for coturn; other servers do not change', () => {
  const { ICE_SERVERS } = readEnv({
    ICE_SERVERS: '[{"urls":"stun:a.example"},{"urls":["turn:b.example?transport=udp","turns:b.example"]}]',
  })
  const at = 1_700_000_000_000
  const [stun, turn] = iceServersFor('someone', { ICE_SERVERS, TURN_SECRET: 'north' }, at)
  expect(stun).toEqual({ urls: ['stun:a.example'], username: null, credential: null })
  // coturn: username = expiry[:id], password = base64(hmac-sha1(secret, username)).
  const username = '1700003600:someone'
  const credential = createHmac('sha1', 'north').update(username).digest('base64')
  expect(turn).toEqual({ urls: ['turn:b.example?transport=udp', 'turns:b.example'], username, credential })
  expect(iceServersFor('someone', { ICE_SERVERS: [], TURN_SECRET: 'north' }, at)).toEqual([])
  expect(() => readEnv({ ICE_SERVERS: '[{"urls":"http://x"}]' })).toThrow(/^ICE_SERVERS must be a JSON list/)
})
