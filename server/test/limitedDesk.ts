import { randomUUID } from 'node:crypto'
import { openPools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { createPerson } from '../src/viewer/people.ts'
import { postAuth } from './authApi.ts'
import { type Actor, type Answer, type TestApp, testApp } from './testApp.ts'

const PASSWORD = 'a long enough password'

/** Somebody who is signed in with a browser. */
export interface Visitor {
  id: string
  cookie: string
  /** Sends an operation to a node, from an address. */
  gql(at: TestApp, query: string, variables?: object, ip?: string): Promise<Answer & { retryAfter: string | null }>
}

/** Two nodes of one desk with rate limits and a clock that stands still, and a third node without limits. */
export interface LimitedDesk {
  here: TestApp
  there: TestApp
  unlimited: TestApp
  pass(ms: number): void
  visitor(role?: Actor['role']): Promise<Visitor>
  close(): Promise<void>
}

/** Opens one. */
export async function limitedDesk(): Promise<LimitedDesk> {
  let now = Date.now()
  const node = (RATE_LIMITS: string, database?: TestApp['database']) =>
    testApp({ now: () => now, jobs: false, database, variables: { RATE_LIMITS, TRUST_PROXY: 'true' } })
  const here = await node('true')
  const there = await node('true', here.database)
  const unlimited = await node('false', here.database)
  const pools = openPools(here.database.roleUrls, silentLog)
  return {
    here,
    there,
    unlimited,
    pass: (ms) => void (now += ms),
    visitor: async (role = 'buyer') => {
      const email = `${randomUUID()}@parley.test`
      const { id } = await createPerson(pools.auth, { name: role, email, role, password: PASSWORD })
      const response = await postAuth(here, '/sign-in/email', { email, password: PASSWORD })
      const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
      return { id, cookie, gql: (at, query, variables, ip) => send(at, cookie, { query, variables }, ip) }
    },
    close: async () => {
      await pools.close()
      await there.close()
      await unlimited.close()
      await here.close()
    },
  }
}

async function send({ url }: TestApp, cookie: string, body: object, ip = '203.0.113.1') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'x-forwarded-for': ip },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Omit<Answer, 'status'>
  return { ...answer, status: response.status, retryAfter: response.headers.get('retry-after') }
}
