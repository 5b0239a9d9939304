import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { ask, decide, participants } from '../../test/asking.ts'
import { change } from '../../test/change.ts'
import { eventually } from '../../test/eventually.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { tracesOf } from '../../test/traces.ts'
import { send, upload } from '../../test/uploads.ts'

let app: TestApp
let admin: Actor, other: Actor, colleague: Actor
beforeAll(async () => {
  app = await testApp({ variables: { EMAIL_DELAY: '0' } })
  ;[admin, other, colleague] = [
    await app.actor('admin', 'Ada'),
    await app.actor('buyer', 'Otto'),
    await app.actor('agent', 'Carl'),
  ]
})
afterAll(() => app.close())

/** A word in everything that the erased person of a test writes. */
let word: string
beforeEach(() => {
  word = `xy${randomUUID().slice(0, 8)}`
})

const erase = (who: Actor, person: Actor, email = person.email) =>
  app.gql(
    who,
    `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { person { name email erasure { finishedAt heldTickets } } errors { code path } } }`,
    { input: { userId: gid('User', person.id), email } },
  )
const erasureOf = async (person: Actor) =>
  (await app.sql<any>('select finished_at, held_tickets from erasures where user_id = $1', [person.id]))[0]
const erased = (person: Actor) =>
  eventually('the person is erased', async () => (await erasureOf(person))?.finished_at !== null)

/** Rows of everyone but this person, to compare. */
async function ofOthers({ id }: Actor): Promise<unknown> {
  return {
    messages: await app.sql('select * from ticket_messages where author_id is distinct from $1 order by id', [id]),
    people: await app.sql('select * from users where id <> $1 order by id', [id]),
    files: await app.sql('select * from attachments where owner_id is distinct from $1 order by id', [id]),
    tickets: await app.sql(
      'select * from support_tickets where requester_id <> $1 and message_count > 0 and id not in (select ticket_id from ticket_messages where author_id = $1) order by id',
      [id],
    ),
    macros: await app.sql('select * from macros where owner_id <> $1 order by id', [id]),
    requests: await app.sql(
      `select w.request_id, w.reason, case when r.decided_by_id is distinct from $1 then w.note end as note
       from chat_request_words w join chat_requests r on r.id = w.request_id where w.requester_id <> $1 order by 1`,
      [id],
    ),
    settings: await app.sql('select * from notification_settings where user_id <> $1 order by 1', [id]),
    counts: await app.sql(
      'select id, last_seq >= message_count as grows, message_count, public_message_count from support_tickets order by id',
    ),
  }
}

/** Rows that no operation of this test writes: access, settings, and what failed. */
async function fillIn(person: Actor): Promise<void> {
  const { id, email } = person
  await app.sql(`update users set avatar_url = 'https://x.test/${word}.png', expertise = '{${word}}' where id = $1`, [
    id,
  ])
  await app.sql(
    `insert into sign_ins (user_id, token, expires_at, ip_address, user_agent) values ($1, '${word}', now() + interval '1 day', '203.0.113.77', '${word}')`,
    [id],
  )
  await app.sql(
    `insert into accounts (user_id, account_id, provider_id, password) values ($1, '${word}', 'credential', 'x')`,
    [id],
  )
  await app.sql(
    `insert into verifications (identifier, value, expires_at) values ($1, '{}', now() + interval '1 day')`,
    [`reset-${email}`],
  )
  await app.sql(
    `insert into audit_log (kind, actor_id, ip, user_agent) values ('sign_in', $1, '203.0.113.77', '${word}')`,
    [id],
  )
  await app.sql(`insert into notification_settings (user_id, phone) values ($1, '+49151${word}')`, [id])
  await app.sql(
    `insert into push_subscriptions (user_id, endpoint, p256dh, auth) values ($1, 'https://push.test/${word}', 'k', 'a')`,
    [id],
  )
  await app.sql(
    `insert into text_messages (user_id, kind, phone, body) values ($1, 'code', '+49151${word}', '${word}')`,
    [id],
  )
  await app.sql(`insert into phone_codes (user_id, phone, code_hash) values ($1, '${word}', '${word}')`, [id])
  await app.sql(
    `insert into invitations (email, name, role, token_hash, expires_at, accepted_at, user_id) values ($1, $2, 'buyer', $3, now(), now(), $4)`,
    [email, person.name, randomUUID(), id],
  )
  await app.sql(`insert into sellers (shop_name, owner_id) values ('${word} Lamps', $1)`, [id])
  await app.sql(`insert into mail_outbox (user_id, recipient, subject, body) values ($1, $2, '${word}', '${word}')`, [
    id,
    email,
  ])
  await app.sql(
    `insert into inbound_mails (id, digest, channel, recipients, size, state, reason, sender, subject)
    values (gen_random_uuid(), sha256(random()::text::bytea), 'smtp', '{desk@x.test}', 1, 'rejected', 'no_access', $1, '${word}')`,
    [email],
  )
  await app.sql(
    `insert into graphile_worker._private_jobs (task_id, last_error, run_at) select min(id), $1, now() + interval '1 day' from graphile_worker._private_tasks`,
    [`550 ${email}`],
  )
}

/** The requester has rated a ticket. */
const rated = (ticketId: string) =>
  app.sql(
    `insert into ticket_ratings (ticket_id, resolved_at, requester_id, score, comment) select id, now(), requester_id, 2, $2 from support_tickets where id = $1`,
    [uuidIn(ticketId), `Slow ${word}`],
  )

test('only admins erase, others only, and with the address typed', async () => {
  const person = await app.actor('buyer', 'Kept')
  expect((await erase(colleague, person)).data.erasePerson.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await erase(admin, admin)).data.erasePerson.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await erase(admin, person, 'x@y.test')).data.erasePerson.errors).toMatchObject([
    { code: 'VALIDATION', path: ['input', 'email'] },
  ])
  expect(await erasureOf(person)).toBeUndefined()
})

test('nothing that a buyer wrote or was called remains anywhere, and nothing of others changes', async () => {
  const person = await app.actor('buyer', 'Quirinia Vexley')
  const ticket = await openTicket(app, person, `A lamp ${word}`, `Hello ${word}`)
  await change(app, colleague, 'renameTicket', { ticketId: ticket.id, subject: `The lamp ${word}` })
  const file = await upload(app, person, Buffer.from(`bytes ${word}`), { filename: `${word}.txt` })
  await send(app, person, ticket.id, [file.attachmentId])
  await upload(app, person, Buffer.from(`never sent ${word}`), { filename: `${word}.txt` })
  await reply(app, colleague, ticket.id, 'We are on it.')
  const [message] = await app.sql<{ id: string }>('select id from ticket_messages where author_id = $1 limit 1', [
    person.id,
  ])
  await rated(ticket.id)
  const mailId = randomUUID()
  await app.sql(
    `insert into inbound_mails (id, digest, channel, recipients, size, state, sender, subject, message_id)
    values ($1, sha256('m'), 'smtp', '{}', 1, 'accepted', $2, '${word}', $3)`,
    [mailId, person.email, message!.id],
  )
  await app.app.files.blobs.putPreview(mailId, Buffer.from(word))
  const foreign = await openTicket(app, other, 'A chair', 'It wobbles.')
  await ask(app, person, { ticketId: foreign.id, reason: word })
  const { request } = await ask(app, person, { reason: `Chat ${word}` })
  await decide(app, colleague, request.id, true)
  await change(app, person, 'scheduleMessage', {
    ticketId: ticket.id,
    clientId: randomUUID(),
    body: word,
    sendAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  await fillIn(person)
  const words = [word, person.name, person.email, '203.0.113.77']
  // Control: a mail to an agent quotes the message; everything is found before.
  await eventually('a mail is stored', async () =>
    (await tracesOf(app, words)).some((place) => place.startsWith('file mail')),
  )
  const before = await tracesOf(app, words)
  for (const table of [
    'ticket_messages',
    'support_tickets',
    'attachments',
    'chat_request_words',
    'scheduled_messages',
    'ticket_ratings',
    'users',
    'inbound_mails',
    'audit_log',
    'sellers',
    'file files',
    'graphile_worker._private_jobs',
  ])
    expect(before.join('\n')).toContain(table)

  const others = await ofOthers(person)
  const answer = await erase(admin, person)
  expect(answer.data.erasePerson).toMatchObject({ errors: [] })
  await erased(person)
  expect(await tracesOf(app, words)).toEqual([])
  expect(await ofOthers(person)).toEqual(others)
  expect(await logViolations({ query: (text: string) => app.sql(text).then((rows) => ({ rows })) } as never)).toEqual(
    [],
  )
  const { data } = await app.gql(
    colleague,
    `query ($id: ID!) { viewer { isErased } ticket(id: $id) { subject requester { name isErased shops { shopName isErased } } timeline(last: 20) { edges { node { ... on MessageEntry { message { body deletedAt author { name } } } } } } } }`,
    { id: ticket.id },
  )
  expect(data.viewer).toEqual({ isErased: false })
  const gone = { name: 'Deleted user', isErased: true, shops: [{ shopName: 'Deleted shop', isErased: true }] }
  expect(data.ticket).toMatchObject({ subject: 'Deleted', requester: gone })
  expect(
    data.ticket.timeline.edges.filter((edge: any) => edge.node.message).map((edge: any) => edge.node.message.body),
  ).toEqual([null, null, 'We are on it.'])
  expect((await app.gql(person, '{ viewer { id } }')).data.viewer).toBeNull()
})

test('nothing that an agent wrote remains either, and their tickets return to the queue', async () => {
  const person = await app.actor('agent', 'Balthasar Quoxley')
  const ticket = await openTicket(app, other, 'A table', 'It is too low.')
  await app.gql(person, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, {
    id: ticket.id,
  })
  await reply(app, person, ticket.id, word)
  await reply(app, person, ticket.id, word, { audience: 'STAFF' })
  await change(app, person, 'setNotes', { ticketId: ticket.id, notes: word })
  await change(app, person, 'saveMacro', { name: word, body: word, isShared: true })
  await change(app, person, 'saveView', { name: word, filter: { text: word } })
  await app.sql(
    `with s as (insert into sessions (ticket_id, host_id, starts_at, ends_at, provider, outcome_note, created_by) values ($1, $2, now(), now() + interval '1 hour', 'link', '${word}', $2) returning id)
    insert into ticket_events (ticket_id, kind, actor_id, data) select $1, 'session_ended', $2, jsonb_build_object('sessionId', id) from s`,
    [uuidIn(ticket.id), person.id],
  )
  const former = await app.actor('seller', 'Sia')
  await participants(app, person, 'addParticipant', { ticketId: ticket.id, userId: gid('User', former.id) })
  await participants(app, former, 'leaveTicket', { ticketId: ticket.id })
  const { request } = await ask(app, former, { ticketId: ticket.id })
  await decide(app, person, request.id, false, { note: word })
  await fillIn(person)
  const words = [word, person.name, person.email, '203.0.113.77']
  expect((await tracesOf(app, words)).join('\n')).toMatch(
    /chat_request_words[^]*macros[^]*saved_views[^]*sessions[^]*ticket_notes/,
  )
  const others = await ofOthers(person)
  expect((await erase(admin, person)).data.erasePerson.errors).toEqual([])
  await erased(person)
  expect(await tracesOf(app, words)).toEqual([])
  expect(await ofOthers(person)).toEqual(others)
  const [{ assignee_id: assignee }] = (await app.sql<any>('select assignee_id from support_tickets where id = $1', [
    uuidIn(ticket.id),
  ])) as [any]
  expect(assignee).toBeNull()
  expect(await logViolations({ query: (text: string) => app.sql(text).then((rows) => ({ rows })) } as never)).toEqual(
    [],
  )
  expect(
    (
      await app.gql(admin, `mutation ($id: ID!) { enablePerson(input: { userId: $id }) { errors { code } } }`, {
        id: gid('User', person.id),
      })
    ).data.enablePerson.errors,
  ).toEqual([{ code: 'CONFLICT' }])
})

test('what is under a legal hold is kept until it is lifted, and then removed', async () => {
  const person = await app.actor('buyer', 'Hieronyma Zzyx')
  const free = await openTicket(app, person, `Free ${word}`, `Free ${word}`)
  const held = await openTicket(app, person, `Held ${word}`, `Held ${word}`)
  for (const { id } of [free, held]) await rated(id)
  await change(app, admin, 'setLegalHold', { ticketId: held.id, reason: 'Case 12' })
  expect((await erase(admin, person)).data.erasePerson.errors).toEqual([])
  await eventually('one is held', async () => (await erasureOf(person)).held_tickets === 1)
  expect(await erasureOf(person)).toMatchObject({ finished_at: null })
  const bodies = (id: string) =>
    app.sql<any>(
      `select subject, body, u.name, r.comment from support_tickets t join ticket_messages m on m.ticket_id = t.id join users u on u.id = m.author_id
        join ticket_ratings r on r.ticket_id = t.id where t.id = $1`,
      [uuidIn(id)],
    )
  const kept = { subject: `Held ${word}`, body: `Held ${word}`, name: person.name, comment: `Slow ${word}` }
  expect(await bodies(held.id)).toEqual([kept])
  expect(await bodies(free.id)).toMatchObject([{ subject: 'Deleted', body: null, comment: null }])
  expect(
    await app.gql(admin, `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`, {
      id: held.id,
    }),
  ).toMatchObject({ data: { deleteConversation: { errors: [{ code: 'CONFLICT' }] } } })

  await change(app, admin, 'liftLegalHold', { ticketId: held.id })
  await erased(person)
  expect(await bodies(held.id)).toMatchObject([{ subject: 'Deleted', body: null, name: 'Deleted user' }])
  expect(await tracesOf(app, [word, person.name, person.email])).toEqual([])
})
