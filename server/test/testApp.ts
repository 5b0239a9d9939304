import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { createApp, type App, type AppDeps } from '../src/app.ts'
import { readEnv } from '../src/env.ts'
import { silentLog } from '../src/platform/log.ts'
import { issueToken } from '../src/viewer/apiTokens.ts'
import { createPerson } from '../src/viewer/people.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** Somebody who talks to the app as a program does, with a token of their own. */
export interface Actor {
  id: string
  role: 'buyer' | 'seller' | 'agent' | 'admin'
  name: string
  email: string
  token: string
}

/** A GraphQL answer. */
export interface Answer {
  status: number
  data?: any
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, any> }[]
}

/** A running app on a database of its own. */
export interface TestApp {
  url: string
  app: App
  database: TestDatabase
  /** Where its files lie. */
  dataDir: string
  /** Makes a person of this role and signs them in with a token. */
  actor(role: Actor['role'], name?: string): Promise<Actor>
  /** Signs somebody in once more, with another token. */
  token(actor: Pick<Actor, 'email'>): Promise<string>
  /** Sends an operation over HTTP as somebody, or as nobody. */
  gql(actor: Actor | null, query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** SQL as the superuser: for looking at what is there, past every policy. */
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** Closes everything that it has opened. A database that it was given stays: whoever made it drops it. */
  close(): Promise<void>
}

/** Starts the whole server on a free port over a fresh database. */
export async function testApp(
  options: Partial<Pick<AppDeps, 'hints' | 'polling' | 'jobs' | 'limited' | 'locks' | 'log' | 'now' | 'wrapBlobs'>> & {
    database?: TestDatabase
    variables?: Record<string, string>
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await testDatabase())
  const dataDir = options.variables?.['DATA_DIR'] ?? mkdtempSync(path.join(tmpdir(), 'parley-app-'))
  // Tests act faster than people; those of the rate limits turn them on.
  const variables = { NODE_ENV: 'test', DATA_DIR: dataDir, RATE_LIMITS: 'false', ...options.variables }
  const env = { ...readEnv(variables), PARLEY_SECRET: 'test secret, thirty-two characters' }
  const app = await createApp({ env, roles: database.roleUrls, log: options.log ?? silentLog, ...options })
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 2 })
  superuser.on('error', () => {})
  const auth = new pg.Pool({ connectionString: database.roleUrls.auth, options: '-c parley.viewer_role=auth', max: 2 })
  auth.on('error', () => {})
  return {
    url,
    app,
    database,
    dataDir,
    actor: async (role, name = role) => {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${randomUUID().slice(0, 8)}@parley.test`
      const { id } = await createPerson(auth, { name, email, role })
      return { id, role, name, email, token: await issueToken(auth, email) }
    },
    token: ({ email }) => issueToken(auth, email),
    gql: (actor, query, variables) => post(url, actor, query, variables),
    sql: async (text, values) => (await superuser.query(text, values)).rows as never,
    close: async () => {
      await app.close()
      await Promise.all([superuser.end(), auth.end()])
      if (!options.database) await database.drop()
      if (!options.variables?.['DATA_DIR']) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Sends one GraphQL operation over HTTP. */
export async function post(
  url: string,
  actor: Pick<Actor, 'token'> | null,
  query: string,
  variables?: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(actor && { Authorization: `Bearer ${actor.token}` }) },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  })
  return { status: response.status, ...((await response.json()) as object) }
}

/** The global id of a row. */
export function gid(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64')
}

/** Opens a ticket as somebody and returns its global id, number and cursor. */
export async function openTicket(
  app: TestApp,
  actor: Actor,
  subject = 'A broken lamp',
  body = 'It does not light up.',
) {
  const { data, errors } = await app.gql(
    actor,
    `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number cursor } errors { code message } } }`,
    { input: { subject, body, clientId: randomUUID() } },
  )
  if (errors || data.createTicket.errors.length > 0) throw new Error(JSON.stringify(errors ?? data.createTicket.errors))
  return data.createTicket.ticket as { id: string; number: string; cursor: string }
}

/** Replies as somebody; returns the answer's payload. */
export async function reply(
  app: TestApp,
  actor: Actor,
  ticketId: string,
  body: string,
  more: Record<string, unknown> = {},
) {
  const { data, errors } = await app.gql(
    actor,
    `mutation ($input: ReplyInput!) { reply(input: $input) { message { id clientId body } errors { code message path } } }`,
    { input: { ticketId, clientId: randomUUID(), body, ...more } },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.reply as {
    message: { id: string; clientId: string; body: string } | null
    errors: { code: string; path: string[] | null }[]
  }
}

/** The UUID in a global id. */
export function uuidIn(globalId: string): string {
  return Buffer.from(globalId, 'base64').toString().split(':')[1]!
}
