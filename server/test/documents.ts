import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createClient, type Client } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { ROOT } from '../src/env.ts'
import { createPerson } from '../src/viewer/people.ts'
import { postAuth } from './authApi.ts'
import { firstEvent, type Result } from './security/transports.ts'
import { subscribe } from './subscribe.ts'
import type { Actor, TestApp } from './testApp.ts'

const PASSWORD = 'a long enough password'

/** What is sent to /graphql. */
export interface Params {
  query?: string
  documentId?: unknown
  operationName?: string
  variables?: object
  extensions?: object
}

/** Who sends an operation: a browser, a program with a token, or nobody. */
export type Sender = { cookie: string } | Pick<Actor, 'token'> | null

/** The ways by which an operation reaches the server. */
export const WAYS = { POST: post, GET: get, SSE: stream, WebSocket: socket }

/** The client's operations by their ids. */
export const MANIFEST = JSON.parse(readFileSync(path.join(ROOT, 'trusted-documents.json'), 'utf8')) as Record<
  string,
  string
>

/** The id of an operation of the client. */
export function idOf(operation: string): string {
  const found = Object.entries(MANIFEST).find(([, text]) => new RegExp(`^\\w+ ${operation}\\b`).test(text))
  if (!found) throw new Error(`The client has no operation ${operation}.`)
  return found[0]
}

/** The id of any text. */
export const hashOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** Signs an account in as a browser does. */
export async function browser(app: TestApp, role: Actor['role']): Promise<{ id: string; cookie: string }> {
  const email = `${randomUUID()}@parley.test`
  const auth = new pg.Pool({ connectionString: app.database.roleUrls.auth, options: '-c parley.viewer_role=auth' })
  try {
    const { id } = await createPerson(auth, { name: role, email, role, password: PASSWORD })
    const response = await postAuth(app, '/sign-in/email', { email, password: PASSWORD })
    return { id, cookie: response.headers.getSetCookie()[0]!.split(';')[0]! }
  } finally {
    await auth.end()
  }
}

const headersOf = (sender: Sender): Record<string, string> =>
  !sender ? {} : 'cookie' in sender ? { cookie: sender.cookie } : { authorization: `Bearer ${sender.token}` }

async function post(app: TestApp, sender: Sender, params: Params): Promise<Result & { status?: number }> {
  const headers = { 'content-type': 'application/json', ...headersOf(sender) }
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(params) })
  return { status: response.status, ...((await response.json()) as Result) }
}

async function get(app: TestApp, sender: Sender, params: Params): Promise<Result & { status?: number }> {
  const given = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const address = `${app.url}/graphql?${new URLSearchParams(given)}`
  const response = await fetch(address, { headers: { accept: 'application/json', ...headersOf(sender) } })
  return { status: response.status, ...((await response.json()) as Result) }
}

async function stream(app: TestApp, sender: Sender, params: Params): Promise<Result> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...headersOf(sender) }
  return firstEvent(await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(params) }))
}

/** The id is an extension here: the protocol requires a query, and has no other field. */
async function socket(app: TestApp, sender: Sender, { query = '', documentId, ...more }: Params): Promise<Result> {
  const client = socketOf(app, sender)
  const extensions = { ...more.extensions, ...(documentId !== undefined && { documentId }) }
  const feed = subscribe(client, query, more.variables as Record<string, unknown>, extensions)
  try {
    return await feed.next()
  } catch (errors) {
    // An operation that is refused ends with its errors.
    return { errors: errors as Result['errors'] }
  } finally {
    feed.stop()
    await client.dispose()
  }
}

/** A WebSocket of a browser or program. */
export function socketOf(app: TestApp, sender: Sender): Client {
  const headers = sender && 'cookie' in sender ? { cookie: sender.cookie, origin: app.url } : {}
  class Browser extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers })
    }
  }
  const token = sender && 'token' in sender && { connectionParams: { authorization: `Bearer ${sender.token}` } }
  return createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Browser,
    retryAttempts: 0,
    ...token,
  })
}
