import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { hashPassword } from 'better-auth/crypto'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { openPools, type Pools } from '../../src/platform/database/pools.ts'
import { silentLog } from '../../src/platform/log.ts'
import { issueToken } from '../../src/viewer/apiTokens.ts'
import { openBetterAuth } from '../../src/viewer/betterAuth.ts'
import { makeAdmin } from '../../src/viewer/makeAdmin.ts'
import { createPerson } from '../../src/viewer/people.ts'
import { readEnv } from '../../src/env.ts'
import { eventually } from '../eventually.ts'
import { subscribe } from '../subscribe.ts'
import { type TestApp, testApp } from '../testApp.ts'

const PASSWORD = 'a long enough password'
const NEW_PASSWORD = 'another long password'

let app: TestApp
let pools: Pools
let person: { id: string; email: string }
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
})
beforeEach(async () => {
  const email = `${randomUUID()}@parley.test`
  person = { email, ...(await createPerson(pools.auth, { name: 'Mara', email, role: 'agent', password: PASSWORD })) }
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const auth = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url, ...headers },
    body: JSON.stringify(body),
  })
const signIn = (password = PASSWORD) => auth('/sign-in/email', { email: person.email, password })
const cookieIn = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!
const change = (cookie: string, more: object = {}) =>
  auth('/change-password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...more }, { cookie })

async function viewerBy(headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  })
  return ((await response.json()) as { data: { viewer: unknown } }).data.viewer
}

/** Follows the inbox over a separate socket; resolves with its close code. */
async function socket(headers: Record<string, string>, connectionParams: Record<string, string> = {}) {
  class Browser extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers })
    }
  }
  const url = `${app.url.replace('http', 'ws')}/graphql`
  const client = createClient({ url, webSocketImpl: Browser, retryAttempts: 0, connectionParams })
  const connected = new Promise((resolve) => client.on('connected', resolve))
  const closed = new Promise<number>((resolve) =>
    client.on('closed', (event) => resolve((event as { code: number }).code)),
  )
  subscribe(client, 'subscription { inboxEvents { __typename } }')
  await connected
  return { closed }
}

test.each([{}, { revokeOtherSessions: false }])(
  'a new password (%j) ends all other sign-ins, sockets and API tokens; who changed it stays',
  async (more) => {
    const cookie = cookieIn(await signIn())
    const elsewhere = cookieIn(await signIn())
    const authorization = `Bearer ${await issueToken(pools.auth, person.email)}`
    const sockets = await Promise.all([
      socket({ cookie: elsewhere, origin: app.url }),
      socket({ cookie, origin: app.url }),
      socket({}, { authorization }),
    ])
    const changed = await change(cookie, more)
    expect(changed.status).toBe(200)
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4403, 4403, 4403])
    expect(await viewerBy({ cookie: cookieIn(changed) })).toEqual({ name: 'Mara' })
    const gone: Record<string, string>[] = [{ cookie }, { cookie: elsewhere }, { authorization }]
    for (const credentials of gone) expect(await viewerBy(credentials)).toBeNull()
    expect([(await signIn()).status, (await signIn(NEW_PASSWORD)).status]).toEqual([401, 200])
    const kinds = await app.sql<{ kind: string }>('select kind::text from audit_log where target_id = $1', [person.id])
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['password_changed', 'sign_out', 'token_revoked']),
    )
  },
)

test('a failed password change ends nothing', async () => {
  const cookie = cookieIn(await signIn())
  expect((await change(cookie, { currentPassword: 'not this' })).status).toBe(400)
  expect((await change(cookie, { newPassword: 'short' })).status).toBe(400)
  expect(await viewerBy({ cookie })).toEqual({ name: 'Mara' })
})

test('a reset by the command ends everything as well', async () => {
  const cookie = cookieIn(await signIn())
  const authorization = `Bearer ${await issueToken(pools.auth, person.email)}`
  const { closed } = await socket({ cookie, origin: app.url })
  const hash = await hashPassword(NEW_PASSWORD)
  const client = await pools.auth.connect()
  await makeAdmin(client, { email: person.email, hash })
  client.release()
  expect(await closed).toBe(4403)
  expect([await viewerBy({ cookie }), await viewerBy({ authorization })]).toEqual([null, null])
})

test('no one can sign in with a password that is changed while it is checked', async () => {
  const hash = await hashPassword(NEW_PASSWORD)
  const client = await pools.auth.connect()
  await client.query('begin')
  await client.query('update accounts set password = $2 where user_id = $1', [person.id, hash])
  const late = signIn()
  // It has checked the old password and created the sign-in; it still has to check whether the password is unchanged.
  const locked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await eventually('it waits', async () => (await app.sql(locked)).length > 0)
  await client.query('commit')
  client.release()
  expect((await late).status).toBe(401)
  expect(await app.sql('select from sign_ins where user_id = $1', [person.id])).toHaveLength(0)
})

test('only the better-auth endpoints that the desk needs exist', async () => {
  const env = readEnv({ NODE_ENV: 'test' })
  const { api } = openBetterAuth({ pool: pools.auth, env, log: silentLog, secret: 'x'.repeat(32) })
  const offered: string[] = []
  const cookie = cookieIn(await signIn())
  for (const endpoint of Object.values(api) as { path?: string; options?: { method?: string | string[] } }[]) {
    if (!endpoint.path) continue
    for (const method of [endpoint.options?.method ?? ['GET', 'POST']].flat()) {
      const body = method === 'GET' ? {} : { body: '{}' }
      const headers = { 'content-type': 'application/json', origin: app.url, cookie }
      const response = await fetch(`${app.url}/api/auth${endpoint.path}`, { method, headers, ...body })
      if (response.status !== 404) offered.push(`${method} ${endpoint.path}`)
    }
  }
  expect(offered.toSorted()).toEqual([
    'GET /get-session',
    'GET /passkey/generate-authenticate-options',
    'GET /passkey/generate-register-options',
    'POST /change-password',
    'POST /enter',
    'POST /passkey/verify-authentication',
    'POST /passkey/verify-registration',
    'POST /sign-in/email',
    'POST /sign-in/link',
    'POST /sign-out',
    'POST /two-factor/disable',
    'POST /two-factor/enable',
    'POST /two-factor/generate-backup-codes',
    'POST /two-factor/verify-backup-code',
    'POST /two-factor/verify-totp',
  ])
})
