import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { sendMail } from '../../src/mail/sendMail.ts'
import { withClient } from '../../src/platform/database/connect.ts'
import { openPools } from '../../src/platform/database/pools.ts'
import { silentLog } from '../../src/platform/log.ts'
import { ask, cancel, decide, participants } from '../asking.ts'
import { type Actor, type Answer, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../testApp.ts'
import { send, upload } from '../uploads.ts'
import { waiting, whileLocked } from '../whileLocked.ts'

// Each test locks a ticket, starts an operation that waits for it, and then takes what the operation must not hold by then. An
// operation that does not follow the lock order of docs/decisions/018 deadlocks, and one of the two fails.

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
let id: string, ticket: string
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer')
  agent = await app.actor('agent')
  admin = await app.actor('admin')
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ id } = await openTicket(app, buyer))
  ticket = uuidIn(id)
})

const lock = (row: string, table = 'support_tickets') => `select from ${table} where id = '${row}' for update`
const run = (who: Actor, field: string, input: object, fields = '') =>
  app.gql(who, `mutation { ${field}(input: ${literal(input)}) { ${fields} errors { code } } }`)
const literal = (input: object) =>
  `{${Object.entries(input)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ')}}`
const done = (answer: Answer) => expect(answer.errors ?? Object.values(answer.data)[0]).toMatchObject({ errors: [] })

test('editing and deleting a message', async () => {
  const { message } = await reply(app, buyer, id, 'One')
  const edit = () => run(buyer, 'editMessage', { messageId: message!.id, body: 'Two' })
  const touch = `update ticket_messages set edited_at = now() where id = '${message!.clientId}'`
  done(await whileLocked(app, lock(ticket), edit, touch))
  done(await whileLocked(app, lock(ticket), () => run(admin, 'deleteMessage', { messageId: message!.id }), touch))
})

test('an edit that races with deleting the conversation is rejected', async () => {
  const { message } = await reply(app, buyer, id, 'One')
  const edit = () => run(buyer, 'editMessage', { messageId: message!.id, body: 'Two' })
  const wipe = `update ticket_messages set body = null, deleted_at = now() where ticket_id = '${ticket}'`
  const { data } = await whileLocked(app, `${lock(ticket)}; ${wipe}`, edit)
  expect(data.editMessage.errors).toEqual([{ code: 'FORBIDDEN' }])
})

test('deleting a conversation', async () => {
  await reply(app, buyer, id, 'One')
  const touch = `update ticket_messages set edited_at = now() where ticket_id = '${ticket}'`
  done(await whileLocked(app, lock(ticket), () => run(admin, 'deleteConversation', { ticketId: id }), touch))
})

test('sending a file', async () => {
  const file = await upload(app, buyer, Buffer.from('some text'), { filename: 'a.txt' })
  const sent = await whileLocked(
    app,
    lock(ticket),
    () => send(app, buyer, id, [file.attachmentId]),
    lock(file.id, 'attachments'),
  )
  expect(sent.errors).toEqual([])
})

test('operations that refer to a locked ticket without changing it', async () => {
  // A reply with a macro locks the ticket first and then its own read marker, which another tab is moving.
  await reply(app, agent, id, 'One')
  const moving = `update read_markers set seq = seq where ticket_id = '${ticket}' and user_id = '${agent.id}'`
  const input = { ticketId: id, clientId: randomUUID(), body: 'Two' }
  const replies = () =>
    app.gql(
      agent,
      `mutation { reply(input: { ${literal(input).slice(1, -1)}, alsoSet: { status: RESOLVED } }) { errors { code } } }`,
    )
  const star = `insert into ticket_stars (user_id, ticket_id) values ('${admin.id}', '${ticket}')`
  done(await whileLocked(app, moving, replies, star))
})

test('requesting to join, deciding and withdrawing', async () => {
  const requester = await app.actor('seller')
  await participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', requester.id) })
  await participants(app, requester, 'leaveTicket', { ticketId: id })
  const asked = async () => (await ask(app, requester, { ticketId: id })).request.id as string
  const request = (of: string) => lock(uuidIn(of), 'chat_requests')

  const first = await asked()
  expect(await whileLocked(app, lock(ticket), () => cancel(app, requester, first), request(first))).toMatchObject({
    errors: [],
  })
  const second = await asked()
  const declined = await whileLocked(app, lock(ticket), () => decide(app, agent, second, false), request(second))
  expect(declined).toMatchObject({ errors: [] })
  const third = await asked()
  const add = () => participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', requester.id) })
  expect(await whileLocked(app, lock(ticket), add, request(third))).toMatchObject({ errors: [] })
})

test('adding a person who requests to join at the same time', async () => {
  const requester = await app.actor('seller')
  const join = () => participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', requester.id) })
  await join()
  await participants(app, requester, 'leaveTicket', { ticketId: id })
  // Both wait for the ticket; in either order, no participant has a pending request.
  await whileLocked(app, lock(ticket), () => Promise.all([join(), ask(app, requester, { ticketId: id })]))
  const waiting = await app.sql(`select status from chat_requests where requester_id = $1 and status = 'pending'`, [
    requester.id,
  ])
  expect(waiting).toEqual([])
})

test('starting and ending a screen share', async () => {
  const other = await openTicket(app, buyer)
  const start = (ticketId: string) => run(buyer, 'startScreenShare', { ticketId }, 'screenShare { id }')
  const share = (answer: Answer) => answer.data.startScreenShare.screenShare.id as string
  const [low, high] = [ticket, uuidIn(other.id)].toSorted() as [string, string]
  // One share after another in two tickets, which are locked in the order of their ids.
  for (const ticketId of [gid('Ticket', low), gid('Ticket', high), gid('Ticket', low)])
    done(await whileLocked(app, lock(low), () => start(ticketId), lock(high)))
  const running = share(await start(id))
  const end = () => run(buyer, 'endScreenShare', { screenShareId: running })
  done(await whileLocked(app, lock(ticket), end, lock(uuidIn(running), 'screen_shares')))
})

test('disabling a person while another is removed from one of their tickets', async () => {
  const leaver = await app.actor('agent')
  await run(leaver, 'claim', { ticketId: id })
  const disable = () => run(admin, 'disablePerson', { userId: gid('User', leaver.id) })
  done(await whileLocked(app, lock(ticket), disable, 'update revocations set count = count + 1'))
})

test('notifying somebody whom another transaction is notifying of another ticket', async () => {
  const { id: answered } = await openTicket(app, buyer)
  // Nothing waits for them, so that both transactions add a job that sends their notifications.
  await app.sql(`delete from notifications; delete from graphile_worker._private_jobs`)
  const notify = `insert into notifications (user_id, kind, ticket_id, actor_id) values ('${buyer.id}', 'status', '${ticket}', '${admin.id}')`
  await withClient(app.database.superuserUrl, 'parley test', async (client) => {
    await client.query(`begin; ${notify}`)
    // The other transaction ends only after it. Two that waited for each other's people would deadlock.
    done(await run(agent, 'reply', { ticketId: answered, body: 'Yes', clientId: randomUUID() }))
    await client.query('commit')
  })
  const keys = await app.sql(`select from graphile_worker._private_jobs where key like 'deliver:email:${buyer.id}:%'`)
  expect(keys).toHaveLength(2)
})

test('mailing an invitation, and resending it', async () => {
  const [invitation] = await app.sql<{ id: string }>(
    `insert into invitations (email, name, role, token_hash, expires_at) values ('ann@parley.test', 'Ann', 'buyer', '\\x00', now()) returning id`,
  )
  const [mail] = await app.sql<{ id: string }>(
    `insert into mail_outbox (invitation_id, recipient, subject, body) values ($1, 'a', 'b', 'c') returning id`,
    [invitation!.id],
  )
  const pools = openPools(app.database.roleUrls, silentLog)
  const mailer = { send: async () => {} }
  const again = `delete from mail_outbox where invitation_id = '${invitation!.id}'`
  const mailed = () => sendMail({ pools, mailer }, mail!.id, { isLastAttempt: false })
  await whileLocked(app, lock(invitation!.id, 'invitations'), mailed, again).finally(() => pools.close())
})

test('a mutation that ends in a deadlock is retried', async () => {
  const [second, third] = [uuidIn((await openTicket(app, buyer)).id), uuidIn((await openTicket(app, buyer)).id)]
  const resolve = (uuid: string) =>
    `setStatus(input: { ticketId: "${gid('Ticket', uuid)}", status: RESOLVED }) { errors { code } }`
  const all = `mutation { a: ${resolve(ticket)} b: ${resolve(second)} c: ${resolve(third)} }`
  const answer = await withClient(app.database.superuserUrl, 'parley test', (blocker) =>
    withClient(app.database.superuserUrl, 'parley test', async (client) => {
      // The operation closes the cycle, so that PostgreSQL ends it: it has the first ticket and waits for the second, the client has
      // the third and waits for the first, and then the second is released.
      await client.query(`set deadlock_timeout = '1h'; begin; ${lock(third)}`)
      await blocker.query(`begin; ${lock(second)}`)
      const answered = app.gql(agent, all)
      await waiting(app, 1)
      const locked = client.query(lock(ticket))
      await waiting(app, 2)
      await blocker.query('commit')
      // Only once the operation has been ended.
      await locked
      await client.query('commit')
      return answered
    }),
  )
  expect(answer.errors).toBeUndefined()
  expect(answer).toMatchObject({ data: { a: { errors: [] }, b: { errors: [] }, c: { errors: [] } } })
  const events = await app.sql(`select from ticket_events where kind = 'status_changed' and ticket_id = any ($1)`, [
    [ticket, second, third],
  ])
  expect(events).toHaveLength(3)
})
