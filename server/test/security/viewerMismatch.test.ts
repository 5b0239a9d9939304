import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { openPools, type Pools } from '../../src/platform/database/pools.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createPerson } from '../../src/viewer/people.ts'
import { subscribe } from '../subscribe.ts'
import { gid, openTicket, type TestApp, testApp } from '../testApp.ts'
import { beginUpload, tus } from '../uploads.ts'

const PASSWORD = 'a long enough password'

interface InBrowser {
  id: string
  email: string
  cookie: string
}

let app: TestApp
let pools: Pools
/** The person that the page acts as, and another who has signed in in the same browser. */
let mara: InBrowser
let daniel: InBrowser
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
  mara = await signedIn('buyer')
  daniel = await signedIn('agent')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

async function signedIn(role: 'buyer' | 'agent'): Promise<InBrowser> {
  const email = `${randomUUID()}@parley.test`
  const { id } = await createPerson(pools.auth, { name: role, email, role, password: PASSWORD })
  const response = await auth('/sign-in/email', { email, password: PASSWORD })
  return { id, email, cookie: cookieOf(response) }
}

function auth(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url, ...headers },
    body: JSON.stringify(body),
  })
}

const cookieOf = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!
const viewer = ({ id }: { id: string }) => ({ 'parley-viewer': gid('User', id) })
const codeIn = async (response: Response) => {
  const body = (await response.json()) as { code?: string; errors?: { extensions: { code: string } }[] }
  return body.code ?? body.errors?.[0]?.extensions.code
}

/** Everything that Mara's page sends after Daniel has got the browser's cookie. */
const REQUESTS: Record<string, (headers: Record<string, string>) => Promise<Response>> = {
  'a query': (headers) => ask('{ viewer { id } }', headers),
  'a mutation': (headers) => ask('mutation { markNotificationsRead(input: {}) { errors { code } } }', headers),
  'a feed over HTTP': (headers) =>
    ask('subscription { inboxEvents { __typename } }', { ...headers, accept: 'text/event-stream' }),
  'an upload': (headers) => tus(app, null, 'POST', '/files', { ...headers, 'upload-length': '3' }),
  'the bytes of one': (headers) =>
    tus(app, null, 'PATCH', `/files/${randomUUID()}`, {
      ...headers,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    }),
  'a poster': (headers) =>
    fetch(`${app.url}/files/${randomUUID()}/poster`, { method: 'PUT', headers, body: Buffer.from('x') }),
  'a change of password': (headers) =>
    auth('/change-password', { currentPassword: PASSWORD, newPassword: 'another long password' }, headers),
  'a sign-out': (headers) => auth('/sign-out', {}, headers),
}

function ask(query: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
}

test.each(Object.keys(REQUESTS))('%s from a page of another person is rejected', async (what) => {
  const headers = { cookie: daniel.cookie, origin: app.url }
  const refused = await REQUESTS[what]!({ ...headers, ...viewer(mara) })
  expect([refused.status, await codeIn(refused)]).toEqual([409, 'VIEWER_MISMATCH'])
  // Nothing happened to the signed-in person.
  const { data } = (await (await ask('{ viewer { id } }', headers)).json()) as { data: { viewer: { id: string } } }
  expect(data.viewer.id).toBe(gid('User', daniel.id))
})

test('a page that acts as the signed-in person is answered, as is a program that states no viewer', async () => {
  for (const stated of [{}, viewer(daniel), { 'parley-viewer': daniel.id }]) {
    const headers = { cookie: daniel.cookie, origin: app.url, ...stated }
    expect((await REQUESTS['a query']!(headers)).status).toBe(200)
    expect((await REQUESTS['an upload']!(headers)).status).toBe(201)
  }
  const program = await app.actor('buyer')
  const authorization = `Bearer ${program.token}`
  expect((await REQUESTS['a query']!({ authorization })).status).toBe(200)
  expect((await REQUESTS['a query']!({ authorization, ...viewer(program) })).status).toBe(200)
  expect((await REQUESTS['a query']!({ authorization, ...viewer(daniel) })).status).toBe(409)
})

test('nothing that an outdated page sends is stored', async () => {
  const ticket = await openTicket(app, await app.actor('buyer'))
  const reply = (page: InBrowser, cookie: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: app.url, ...viewer(page) },
      body: JSON.stringify({
        query: 'mutation ($input: ReplyInput!) { reply(input: $input) { message { id } errors { code } } }',
        variables: { input: { ticketId: ticket.id, clientId: randomUUID(), body: 'typed on the other page' } },
      }),
    })
  expect((await reply(mara, daniel.cookie)).status).toBe(409)
  expect((await reply(daniel, mara.cookie)).status).toBe(409)
  expect(await app.sql(`select from ticket_messages where body = 'typed on the other page'`)).toHaveLength(0)
  // Control: without the statement, the same request is stored under the cookie's person.
  expect((await reply(daniel, daniel.cookie)).status).toBe(200)
  expect(await app.sql(`select from ticket_messages where body = 'typed on the other page'`)).toHaveLength(1)
})

test('a socket that reconnects with another cookie is closed with a reason', async () => {
  const closedWith = async (stated: InBrowser) => {
    class Browser extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { cookie: daniel.cookie, origin: app.url } })
      }
    }
    const client = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: Browser,
      retryAttempts: 0,
      connectionParams: { viewer: gid('User', stated.id) },
    })
    const feed = subscribe(client, '{ viewer { id } }')
    const outcome = await feed.next().catch((event: { code: number; reason: string }) => event)
    await client.dispose()
    return outcome
  }
  expect(await closedWith(mara)).toMatchObject({ code: 4403, reason: 'VIEWER_MISMATCH' })
  expect(await closedWith(daniel)).toEqual({ data: { viewer: { id: gid('User', daniel.id) } } })
})

test('uploads of another page do not change', async () => {
  const owner = await app.actor('buyer')
  const { url } = await beginUpload(app, owner, 3)
  const append = (headers: Record<string, string>) =>
    tus(
      app,
      owner,
      'PATCH',
      url,
      { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      'abc',
    )
  expect((await append(viewer(mara))).status).toBe(409)
  expect((await append(viewer(owner))).status).toBe(204)
})

test('signing in ends only the browser’s previous sign-in', async () => {
  const elsewhere = cookieOf(await auth('/sign-in/email', { email: mara.email, password: PASSWORD }))
  const wrong = await auth('/sign-in/email', { email: daniel.email, password: 'not this' }, { cookie: mara.cookie })
  expect(wrong.status).toBe(401)
  expect(await signedInBy(mara.cookie)).toBe(gid('User', mara.id))
  const right = await auth('/sign-in/email', { email: daniel.email, password: PASSWORD }, { cookie: mara.cookie })
  expect(await signedInBy(cookieOf(right))).toBe(gid('User', daniel.id))
  expect(await signedInBy(mara.cookie)).toBeNull()
  expect(await signedInBy(elsewhere)).toBe(gid('User', mara.id))
})

async function signedInBy(cookie: string): Promise<string | null> {
  const { data } = (await (await ask('{ viewer { id } }', { cookie })).json()) as {
    data: { viewer: { id: string } | null }
  }
  return data.viewer?.id ?? null
}
