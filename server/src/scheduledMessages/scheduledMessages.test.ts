import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { participants } from '../../test/asking.ts'
import { eventually } from '../../test/eventually.ts'
import { settled, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { isAnswered } from './basedOn.ts'
import { readScheduledMessage } from './reads.ts'
import { sendDueMessage } from './sendDueMessage.ts'

const DAY_MS = 24 * 3_600_000
const tomorrow = () => new Date(Date.now() + DAY_MS).toISOString()

let app: TestApp
let pools: Pools
let buyer: Actor, sofia: Actor, daniel: Actor
let ticketId: string
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})
beforeEach(async () => {
  ticketId = (await openTicket(app, buyer)).id
})

const FIELDS = 'id body state holdReason viewerCanChange author { name }'
const PAYLOAD = `{ scheduledMessage { ${FIELDS} } errors { code message path } }`
const call = async (who: Actor, name: string, type: string, input: object) =>
  (await app.gql(who, `mutation ($input: ${type}!) { ${name}(input: $input) ${PAYLOAD} }`, { input })).data[name]
const schedule = (who: Actor, input: object = {}) =>
  call(who, 'scheduleMessage', 'ScheduleMessageInput', {
    ticketId,
    clientId: randomUUID(),
    body: 'Does it work now?',
    sendAt: tomorrow(),
    ...input,
  })
const update = (who: Actor, input: object) => call(who, 'updateScheduledMessage', 'UpdateScheduledMessageInput', input)
const sendNow = (who: Actor, id: string) => call(who, 'sendScheduledMessageNow', 'ScheduledMessageIdInput', { id })
const cancel = (who: Actor, id: string) => call(who, 'cancelScheduledMessage', 'ScheduledMessageIdInput', { id })
const list = async (who: Actor) =>
  (await app.gql(who, `query ($id: ID!) { scheduledMessages(ticketId: $id) { ${FIELDS} } }`, { id: ticketId })).data
    .scheduledMessages

/** Schedules a message and returns its UUID. */
const scheduled = async (who: Actor, input: object = {}) => {
  const { scheduledMessage, errors } = await schedule(who, input)
  expect(errors).toEqual([])
  return uuidIn(scheduledMessage.id)
}
/** Makes it due, but not its job, so that the test decides when the job runs. */
const due = (id: string) =>
  app.sql(`update scheduled_messages set send_at = now() - interval '1 second' where id = $1`, [id])
const stateOf = async (id: string) =>
  (await app.sql(`select state, hold_reason as reason, body from scheduled_messages where id = $1`, [id]))[0]
const messages = async () =>
  (
    await app.sql<{ id: string; body: string }>(
      `select m.id, m.body from ticket_messages m where m.ticket_id = $1 order by created_at offset 1`,
      [uuidIn(ticketId)],
    )
  ).map(({ id, body }) => ({ id, body }))
const jobs = (id: string) =>
  app.sql<{ run_at: Date }>('select run_at from graphile_worker._private_jobs where key = $1', [
    `scheduled_message:${id}`,
  ])
const answerSql = (by: string) => {
  const message = randomUUID()
  return `select from support_tickets where id = '${uuidIn(ticketId)}' for no key update;
    insert into ticket_messages (id, ticket_id, author_id, sender_type, body) values ('${message}', '${uuidIn(ticketId)}', '${by}', 'buyer', 'x');
    insert into ticket_events (ticket_id, kind, actor_id, message_id, data) values ('${uuidIn(ticketId)}', 'message_added', '${by}', '${message}', '{"sender": "buyer"}')`
}
const notices = async (who: Actor) =>
  (await app.gql(who, '{ notifications { edges { node { kind text ticket { id } } } } }')).data.notifications.edges
    .map(({ node }: any) => node)
    .filter(({ ticket, kind }: any) => ticket?.id === ticketId && kind === 'SCHEDULED_MESSAGE_HELD')

test('the background job sends it once, at its time and as its author', async () => {
  const id = await scheduled(sofia)
  expect(await jobs(id)).toHaveLength(1)
  await due(id)
  await app.sql(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [`scheduled_message:${id}`])
  await eventually('it is sent', async () => (await stateOf(id))!['state'] === 'sent')
  expect(await messages()).toEqual([{ id, body: 'Does it work now?' }])
  expect(await list(sofia)).toEqual([])
  // The sent message has the text, and can be edited and deleted.
  expect((await stateOf(id))!['body']).toBeNull()
  await eventually('the job is done', async () => (await jobs(id)).length === 0)
})

test('two concurrent runs of a job send it once', async () => {
  const id = await scheduled(sofia)
  await due(id)
  await whileLocked(app, `select from support_tickets where id = '${uuidIn(ticketId)}' for update`, () =>
    Promise.all([sendDueMessage(pools, id), sendDueMessage(pools, id), sendNow(sofia, gid('ScheduledMessage', id))]),
  )
  await sendDueMessage(pools, id)
  expect(await messages()).toEqual([{ id, body: 'Does it work now?' }])
})

test('it is held, and its author notified, if another person replies while the job runs', async () => {
  const id = await scheduled(sofia)
  await due(id)
  let unlocked: boolean | undefined
  await whileLocked(app, answerSql(buyer.id), async () => {
    // Control: decided without the lock, it would be sent.
    unlocked = await asIdentity(pools, STAFF_CLASS, 'read', async () => isAnswered((await readScheduledMessage(id))!))
    await sendDueMessage(pools, id)
  })
  expect(unlocked).toBe(false)
  expect(await stateOf(id)).toEqual({ state: 'held', reason: 'answered', body: 'Does it work now?' })
  expect((await messages()).map(({ body }) => body)).toEqual(['x'])
  const [notice, ...more] = await notices(sofia)
  expect(notice.text).toMatch(/^Your scheduled reply to TC-\d+ was not sent because someone answered first$/)
  expect(more).toEqual([])
  expect(await notices(daniel)).toEqual([])
  // Another run does not notify again; the author reviews it and sends it.
  await sendDueMessage(pools, id)
  expect(await notices(sofia)).toHaveLength(1)
  expect((await update(sofia, { id: gid('ScheduledMessage', id) })).errors[0].path).toEqual(['input', 'sendAt'])
  const again = await update(sofia, { id: gid('ScheduledMessage', id), body: 'Glad to hear', sendAt: tomorrow() })
  expect(again.scheduledMessage).toMatchObject({ state: 'SCHEDULED', holdReason: null, body: 'Glad to hear' })
  expect(await jobs(id)).toHaveLength(1)
  await due(id)
  await sendDueMessage(pools, id)
  expect((await messages()).map(({ body }) => body)).toEqual(['x', 'Glad to hear'])
})

test('notes and the author’s own messages do not hold it; a reply that its author had not seen does', async () => {
  const id = await scheduled(sofia)
  await reply(app, sofia, ticketId, 'One more thing')
  await reply(app, daniel, ticketId, 'Mind the colour', { audience: 'STAFF' })
  await due(id)
  await sendDueMessage(pools, id)
  expect((await stateOf(id))!['state']).toBe('sent')
  const { data } = await app.gql(sofia, 'query ($id: ID!) { ticket(id: $id) { lastSeq } }', { id: ticketId })
  await reply(app, buyer, ticketId, 'It works')
  const late = await scheduled(sofia, { basedOn: data.ticket.lastSeq })
  await due(late)
  await sendDueMessage(pools, late)
  expect(await stateOf(late)).toMatchObject({ state: 'held', reason: 'answered' })
})

test('a requester’s message is held by a reply of staff', async () => {
  const id = await scheduled(buyer)
  await reply(app, daniel, ticketId, 'Which lamp is it?')
  await due(id)
  await sendDueMessage(pools, id)
  expect(await stateOf(id)).toMatchObject({ state: 'held', reason: 'answered' })
  expect(await notices(buyer)).toHaveLength(1)
  expect((await sendNow(buyer, gid('ScheduledMessage', id))).scheduledMessage.state).toBe('SENT')
})

test('an edit that races with the job wins: the job for the earlier time sends nothing', async () => {
  const id = await scheduled(sofia)
  await due(id)
  const edit = `select from support_tickets where id = '${uuidIn(ticketId)}' for no key update;
    update scheduled_messages set body = 'Later', send_at = now() + interval '1 day' where id = '${id}'`
  await whileLocked(app, edit, () => sendDueMessage(pools, id))
  expect(await stateOf(id)).toMatchObject({ state: 'scheduled', body: 'Later' })
  expect(await messages()).toEqual([])
  // Editing replaces the job, cancelling removes it.
  const sendAt = new Date(Date.now() + 2 * DAY_MS)
  await update(sofia, { id: gid('ScheduledMessage', id), sendAt: sendAt.toISOString() })
  expect(await jobs(id)).toEqual([{ run_at: sendAt }])
  await cancel(sofia, gid('ScheduledMessage', id))
  expect(await jobs(id)).toEqual([])
  expect(await stateOf(id)).toEqual({ state: 'cancelled', reason: null, body: null })
})

test('only its author changes it; colleagues see it, participants and other requesters do not', async () => {
  const id = gid('ScheduledMessage', await scheduled(sofia))
  const own = gid('ScheduledMessage', await scheduled(buyer, { body: 'Hello?' }))
  expect(await list(sofia)).toEqual([expect.objectContaining({ id, viewerCanChange: true })])
  expect(await list(daniel)).toEqual([expect.objectContaining({ id, viewerCanChange: false })])
  expect(await list(buyer)).toEqual([expect.objectContaining({ id: own, viewerCanChange: true })])
  for (const change of [
    update,
    (who: Actor, { id: which }: { id: string }) => sendNow(who, which),
    (who: Actor, { id: which }: { id: string }) => cancel(who, which),
  ]) {
    expect((await change(daniel, { id })).errors[0].code).toBe('FORBIDDEN')
    expect((await change(buyer, { id })).errors[0].code).toBe('NOT_FOUND')
    expect((await change(sofia, { id: own })).errors[0].code).toBe('NOT_FOUND')
  }
})

test('changes are published to its author and to staff, and to no one else', async () => {
  await settled(app)
  const clients = [sofia, daniel, buyer].map((who) => wsClient(app, who))
  const feeds = clients.map((client) =>
    subscribe(
      client,
      `subscription { scheduledMessageChanged { id scheduledMessage { body state viewerCanChange } } }`,
    ),
  )
  const both = feeds.slice(0, 2)
  // A feed starts when it has been read for the first time: schedule until both have delivered.
  await eventually('both follow', async () => {
    await scheduled(sofia, { body: 'first' })
    return both.every((feed) => feed.pending().length > 0)
  })
  const id = gid('ScheduledMessage', await scheduled(sofia))
  await cancel(sofia, id)
  const ends = ({ data }: any) =>
    data.scheduledMessageChanged.id === id && data.scheduledMessageChanged.scheduledMessage.state === 'CANCELLED'
  const [mine, theirs] = await Promise.all(both.map((feed) => feed.until(ends)))
  expect(mine!.at(-1).data.scheduledMessageChanged.scheduledMessage).toMatchObject({
    body: null,
    viewerCanChange: true,
  })
  expect(theirs!.at(-1).data.scheduledMessageChanged.scheduledMessage).toMatchObject({ viewerCanChange: false })
  expect(feeds[2]!.pending()).toEqual([])
  for (const client of clients) await client.dispose()
})

test('the same id again changes nothing, and times are checked', async () => {
  const clientId = randomUUID()
  const id = await scheduled(sofia, { clientId })
  expect(await scheduled(sofia, { clientId, body: 'Other', sendAt: new Date(0).toISOString() })).toBe(id)
  expect((await schedule(daniel, { clientId })).errors[0].code).toBe('IDEMPOTENCY_CONFLICT')
  expect((await schedule(buyer, { clientId })).errors[0].code).toBe('IDEMPOTENCY_CONFLICT')
  for (const sendAt of [new Date(Date.now() - 1_000), new Date(Date.now() + 400 * DAY_MS)])
    expect((await schedule(sofia, { sendAt: sendAt.toISOString() })).errors[0]).toMatchObject({
      code: 'VALIDATION',
      path: ['input', 'sendAt'],
    })
  expect((await schedule(sofia, { body: ' ' })).errors[0].path).toEqual(['input', 'body'])
  expect((await schedule(buyer, { audience: 'STAFF' })).errors[0].code).toBe('FORBIDDEN')
  for (const settle of [sendNow, cancel]) {
    const other = gid('ScheduledMessage', await scheduled(sofia))
    const once = await settle(sofia, other)
    expect(await settle(sofia, other)).toEqual(once)
    expect((await update(sofia, { id: other })).errors[0].code).toBe('CONFLICT')
  }
})

test('it is held or cancelled if its author may no longer send it', async () => {
  const former = await app.actor('agent', 'Former')
  const disabled = await scheduled(former)
  const helper = await app.actor('seller', 'Helper')
  await participants(app, sofia, 'addParticipant', { ticketId, userId: gid('User', helper.id) })
  const removed = await scheduled(helper)
  await participants(app, sofia, 'removeParticipant', { ticketId, userId: gid('User', helper.id) })
  const demoted = await app.actor('agent', 'Demoted')
  const note = await scheduled(demoted, { audience: 'STAFF' })
  await app.sql(`update users set disabled_at = now() where id = $1`, [former.id])
  await app.sql(`update users set role = 'buyer' where id = $1`, [demoted.id])
  for (const id of [disabled, removed, note]) {
    await due(id)
    await sendDueMessage(pools, id)
  }
  expect(await stateOf(disabled)).toMatchObject({ state: 'held', reason: 'author_disabled' })
  expect(await stateOf(removed)).toMatchObject({ state: 'cancelled' })
  expect(await stateOf(note)).toMatchObject({ state: 'cancelled' })
  expect(await messages()).toEqual([])
})

test('a requester’s message reopens the ticket; deleting the conversation deletes what staff have scheduled', async () => {
  const id = await scheduled(buyer)
  await app.sql(`update support_tickets set status = 'closed' where id = $1`, [uuidIn(ticketId)])
  await due(id)
  await sendDueMessage(pools, id)
  const [ticket] = await app.sql(`select status from support_tickets where id = $1`, [uuidIn(ticketId)])
  expect(ticket).toEqual({ status: 'open' })
  const held = await scheduled(sofia)
  const admin = await app.actor('admin')
  await app.gql(admin, `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`, {
    id: ticketId,
  })
  expect(await stateOf(held)).toBeUndefined()
  expect(await jobs(held)).toEqual([])
})
