import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { readEnv } from '../src/env.ts'
import { openPools, type Pools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { createAuthentication, type Authentication } from '../src/viewer/authentication.ts'
import { createPerson } from '../src/viewer/people.ts'
import { testDatabase } from './database.ts'

/** The password of everybody here. */
export const PASSWORD = 'parley-demo'

/** Sign-in alone, served over HTTP, over a database of its own. */
export interface SignInDesk {
  auth: Authentication
  pools: Pools
  /** A connection past row-level security, which listens to the hints. */
  owner: pg.Client
  /** The hints so far. */
  heard: string[]
  /** Serves sign-in with other settings over the same database. */
  serve(variables: Record<string, string>): Promise<Served>
  served: Served
  /** Starts afresh with a buyer, an agent and another buyer, `<name>@parley.example`; returns their ids. */
  people(): Promise<Record<'buyer' | 'agent' | 'other', string>>
  revocations(): Promise<number>
  close(): Promise<void>
}

/** One server of sign-in. */
interface Served {
  auth: Authentication
  base: string
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  signIn(email: string, password?: string, headers?: Record<string, string>): Promise<Response>
  /** Signs in and returns the Cookie header to send. */
  cookieOf(email: string): Promise<string>
}

/** Opens one. */
export async function signInDesk(): Promise<SignInDesk> {
  const database = await testDatabase()
  const pools = openPools(database.roleUrls, silentLog)
  const owner = new pg.Client(database.superuserUrl)
  const heard: string[] = []
  await owner.connect()
  owner.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await owner.query('listen parley')
  const servers: Server[] = []

  const serve = async (variables: Record<string, string>) => {
    const env = readEnv({ NODE_ENV: 'test', ...variables })
    const auth = await createAuthentication({ pools, env, log: silentLog })
    const server = createServer((req, res) => void auth.handler(req, res)).listen(0, '127.0.0.1')
    servers.push(server)
    await new Promise((resolve) => server.once('listening', resolve))
    return client(auth, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  const served = await serve({})
  return {
    auth: served.auth,
    pools,
    owner,
    heard,
    serve,
    served,
    people: async () => {
      await owner.query('delete from users')
      served.auth.forget()
      return {
        buyer: await person(pools, 'buyer'),
        agent: await person(pools, 'agent'),
        other: await person(pools, 'other'),
      }
    },
    revocations: async () => Number((await owner.query('select count from revocations')).rows[0].count),
    close: async () => {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
      await owner.end()
      await pools.close()
      await database.drop()
    },
  }
}

async function person(pools: Pools, name: string): Promise<string> {
  const role = name === 'agent' ? 'agent' : 'buyer'
  return (await createPerson(pools.auth, { name, email: `${name}@parley.example`, role, password: PASSWORD })).id
}

function client(auth: Authentication, base: string): Served {
  const post: Served['post'] = (path, body, headers = {}) =>
    fetch(`${base}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const signIn: Served['signIn'] = (email, password = PASSWORD, headers = {}) =>
    post('/sign-in/email', { email, password }, headers)
  const cookieOf = async (email: string) => {
    const response = await signIn(email)
    if (response.status !== 200) throw new Error(`Could not sign in: ${response.status} ${await response.text()}`)
    return response.headers.getSetCookie()[0]!.split(';')[0]!
  }
  return { auth, base, post, signIn, cookieOf }
}

/** The `code` of an error's answer. */
export async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code
}
