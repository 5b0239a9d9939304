import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Client, createClient } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { Hub } from '../../src/live/hub.ts'
import type { Connection } from '../../src/live/member.ts'
import { Rights } from '../../src/live/rights.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createPerson } from '../../src/viewer/people.ts'
import { type Feed, subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, post, reply, type TestApp, testApp, uuidIn } from '../testApp.ts'

const TICKET = `subscription ($id: ID!) { ticketEvents(ticketId: $id) { ... on TicketEvent { entry { ... on MessageEntry { message { body } } } } } }`
const INBOX = `subscription { inboxEvents { ... on InboxUpdate { tickets { snippet } } } }`

const PASSWORD = 'parley-demo'
/** The number of messages written right after the revocation has been committed. */
const WRITES = 50
/** The time limit for closing an open socket, in milliseconds: a second is promised, and a busy machine gets more. */
const CLOSED_WITHIN_MS = 5_000

let app: TestApp
let agent: Actor
beforeAll(async () => {
  app = await testApp()
  agent = await app.actor('agent', 'writer')
})
afterAll(() => app.close())

const REVOCATIONS: Record<string, (actor: Actor) => Promise<unknown>> = {
  'a revoked token': ({ id }) => app.sql('update api_tokens set revoked_at = now() where user_id = $1', [id]),
  'a deleted token': ({ id }) => app.sql('delete from api_tokens where user_id = $1', [id]),
  'being disabled': ({ id }) => app.sql('update users set disabled_at = now() where id = $1', [id]),
  'another role': ({ id, role }) =>
    app.sql(`update users set role = $2 where id = $1`, [id, role === 'agent' ? 'buyer' : 'seller']),
  'being deleted': ({ id }) => app.sql('delete from users where id = $1', [id]),
}

describe.each(['buyer', 'agent'] as const)('an open feed of a %s', (role) => {
  test.each(Object.keys(REVOCATIONS))('ends immediately after %s, and delivers nothing written later', async (what) => {
    const reader = await app.actor(role)
    const requester = role === 'buyer' && what !== 'being deleted' ? reader : await app.actor('buyer')
    const ticket = await openTicket(app, requester)
    if (requester !== reader && role === 'buyer') await join(ticket.id, reader)
    const { closed, feeds, client } = follow(reader, ticket.id)
    await settle(feeds, ticket.id)

    await REVOCATIONS[what]!(reader)
    const revokedAt = Date.now()
    const { code, at } = await closedWhileWriting(closed, ticket.id)
    expect(code).toBe(4403)
    expect(at - revokedAt).toBeLessThan(CLOSED_WITHIN_MS)
    expect(JSON.stringify(feeds.flatMap((feed) => feed.pending()))).not.toContain('AFTER')
    await client.dispose()
  })
})

test('a feed over HTTP ends as well', async () => {
  const reader = await app.actor('buyer')
  const ticket = await openTicket(app, reader)
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${reader.token}`,
    },
    body: JSON.stringify({ query: TICKET, variables: { id: ticket.id } }),
  })
  const text = response.text()
  await REVOCATIONS['a revoked token']!(reader)
  await reply(app, agent, ticket.id, 'AFTER')
  expect(await text).not.toContain('AFTER')
})

test('signing out in the browser ends the feeds of that browser', async () => {
  const pool = new pg.Pool({ connectionString: app.database.roleUrls.auth, options: '-c parley.viewer_role=auth' })
  const email = `${randomUUID()}@parley.test`
  const { id } = await createPerson(pool, { name: 'Mira', email, role: 'buyer', password: PASSWORD })
  await pool.end()
  const auth = (path: string, headers: object, body: object) =>
    fetch(`${app.url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url, ...headers },
      body: JSON.stringify(body),
    })
  const signedIn = await auth('/sign-in/email', {}, { email, password: PASSWORD })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const ticket = await openTicket(app, await app.actor('buyer'))
  await join(ticket.id, { id })
  const { closed, feeds, client } = follow({ cookie, origin: app.url }, ticket.id)
  await settle(feeds, ticket.id)

  expect((await auth('/sign-out', { cookie }, {})).status).toBe(200)
  expect((await closedWhileWriting(closed, ticket.id)).code).toBe(4403)
  expect(JSON.stringify(feeds.flatMap((feed) => feed.pending()))).not.toContain('AFTER')
  await client.dispose()
})

test('another sign-in of the same person ends separately', async () => {
  const reader = await app.actor('buyer')
  const ticket = await openTicket(app, reader)
  await app.sql(
    `insert into sign_ins (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [randomUUID(), reader.id, randomUUID()],
  )
  const { feeds, client } = follow(reader, ticket.id)
  await settle(feeds, ticket.id)
  await app.sql('delete from sign_ins where user_id = $1', [reader.id])
  await reply(app, agent, ticket.id, 'still here')
  await feeds[0]!.until((delivery) => JSON.stringify(delivery).includes('still here'))
  await client.dispose()
})

test('a person who is removed from a ticket receives nothing more of it, and stays signed in', async () => {
  const reader = await app.actor('buyer')
  const ticket = await openTicket(app, await app.actor('buyer'))
  await join(ticket.id, reader)
  const { feeds, client } = follow(reader, ticket.id)
  await settle(feeds, ticket.id)
  await app.sql('update ticket_participants set left_at = now() where user_id = $1', [reader.id])
  for (let i = 0; i < WRITES; i++) await reply(app, agent, ticket.id, `AFTER ${i}`)
  // Later deliveries on the same socket prove that the silence is not accidental.
  const own = await openTicket(app, reader, 'Mine', 'my own words')
  const inbox = await feeds[1]!.until((delivery) => JSON.stringify(delivery).includes('my own words'))
  expect(JSON.stringify([inbox, feeds[0]!.pending()])).not.toContain('AFTER')
  expect((await app.gql(reader, 'query ($id: ID!) { ticket(id: $id) { id } }', { id: own.id })).data.ticket.id).toBe(
    own.id,
  )
  await client.dispose()
})

test('a viewer cached from before a revocation gets no socket and no feed', async () => {
  // Without hints, this node is not notified to clear its cached viewer.
  const deaf = await testApp({ hints: false })
  const reader = await deaf.actor('buyer')
  const ticket = await openTicket(deaf, reader)
  expect((await deaf.gql(reader, '{ viewer { id } }')).data.viewer).not.toBeNull()
  await deaf.sql('update api_tokens set revoked_at = now() where user_id = $1', [reader.id])
  const client = wsClient(deaf, reader)
  await expect(subscribe(client, TICKET, { id: ticket.id }).next()).rejects.toMatchObject({ code: 4403 })
  const { errors } = await post(deaf.url, reader, INBOX)
  expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED')
  await client.dispose()
  await deaf.close()
})

test('control: if the check treats everyone as valid, no socket is closed', async () => {
  const hub = new Hub(silentLog)
  const closedBy = async (stillValid: (ids: string[]) => string[]) => {
    const closed: number[] = []
    const connection: Connection = {
      userId: randomUUID(),
      role: 'buyer',
      signIn: { kind: 'token', id: randomUUID(), expiresAt: null },
      close: (code) => closed.push(code),
    }
    let ended = false
    const rights = new Rights(hub, (refs) =>
      Promise.resolve(new Set(ended ? stillValid(refs.map(({ id }) => id)) : refs.map(({ id }) => id))),
    )
    expect(await rights.admit(connection)).toBe(true)
    ended = true
    await rights.seen(1n)
    return closed
  }
  expect(await closedBy(() => [])).toEqual([4403])
  expect(await closedBy((ids) => ids)).toEqual([])
  hub.close()
})

/** Follows a ticket and the inbox over one socket. */
function follow(reader: Actor | { cookie: string; origin: string }, ticketId: string) {
  const client = 'token' in reader ? wsClient(app, reader) : browserClient(reader)
  const closed = new Promise<{ code: number; at: number }>((resolve) =>
    client.on('closed', (event) => resolve({ code: (event as { code: number }).code, at: Date.now() })),
  )
  const feeds = [
    subscribe(client, TICKET, { id: ticketId }, { followed: true }),
    subscribe(client, INBOX, {}, { followed: true }),
  ]
  return { client, closed, feeds }
}

/** A client with the same credentials as a browser. */
function browserClient(headers: { cookie: string; origin: string }): Client {
  class Browser extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers })
    }
  }
  return createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: Browser, retryAttempts: 0 })
}

/** Both feeds are followed, and deliver. */
async function settle(feeds: Feed[], ticketId: string): Promise<void> {
  for (const feed of feeds) await feed.next()
  const body = `BEFORE ${randomUUID()}`
  await reply(app, agent, ticketId, body)
  for (const feed of feeds) await feed.until((delivery) => JSON.stringify(delivery).includes(body))
}

async function closedWhileWriting(closed: Promise<{ code: number; at: number }>, ticketId: string) {
  for (let i = 0; i < WRITES; i++) await reply(app, agent, ticketId, `AFTER ${i}`)
  return closed
}

async function join(ticketId: string, actor: Pick<Actor, 'id'>): Promise<void> {
  await app.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuidIn(ticketId), actor.id])
}
