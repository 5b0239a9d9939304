import { randomUUID } from 'node:crypto'
import { openPools, type Pools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { createPerson } from '../src/viewer/people.ts'
import { postAuth } from './authApi.ts'
import { mailedToken } from './mailedLinks.ts'
import { mailRecorder, type MailRecorder } from './mailRecorder.ts'
import { type Actor, type TestApp, testApp } from './testApp.ts'

/** The password of everybody here. */
export const PASSWORD = 'a long enough password'

/** A person with a password. */
export interface Member {
  id: string
  email: string
}

/** A browser: it keeps its cookies. */
export interface Browser {
  post(path: string, body?: object): Promise<Response>
  get(path: string): Promise<any>
  /** Where a GET is redirected to. */
  follow(path: string): Promise<string>
  /** Opens any path of the desk. Redirects are not followed. */
  open(path: string, headers?: Record<string, string>): Promise<Response>
  /** The name of who is signed in according to GraphQL; null for nobody. */
  viewer(): Promise<string | null>
}

/** An app with a mail server, and people with passwords. */
export interface AccountDesk {
  app: TestApp
  pools: Pools
  mails: MailRecorder
  member(role?: Actor['role']): Promise<Member>
  browser(): Browser
  /** A browser in which this person is signed in. */
  signedIn(member: Member): Promise<Browser>
  /** Does something, and returns the token of the mailed link. */
  linkTo(email: string, request: () => Promise<unknown>): Promise<string>
  close(): Promise<void>
}

/** Opens one. */
export async function accountDesk(variables: Record<string, string> = {}): Promise<AccountDesk> {
  const mails = await mailRecorder()
  const app = await testApp({ variables: { SMTP_URL: mails.url, ...variables } })
  const pools = openPools(app.database.roleUrls, silentLog)
  const desk: AccountDesk = {
    app,
    pools,
    mails,
    member: async (role = 'buyer') => {
      const email = `${randomUUID()}@parley.test`
      return { email, ...(await createPerson(pools.auth, { name: 'Mara', email, role, password: PASSWORD })) }
    },
    browser: () => browser(app),
    signedIn: async ({ email }) => {
      const opened = browser(app)
      const { status } = await opened.post('/sign-in/email', { email, password: PASSWORD })
      if (status !== 200) throw new Error(`Could not sign in: ${status}`)
      return opened
    },
    linkTo: async (email, request) => {
      const before = mails.received.length
      await request()
      return mailedToken(mails, email, before)
    },
    close: async () => {
      await pools.close()
      await app.close()
      await mails.close()
    },
  }
  return desk
}

function browser(app: TestApp): Browser {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/)
      if (/Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    post: async (path, body = {}) =>
      keep(await postAuth(app, path, body, { cookie: cookie(), 'user-agent': 'Firefox/140.0' })),
    follow: async (path) => {
      const url = `${app.url}/api/auth${path}`
      return keep(await fetch(url, { headers: { cookie: cookie() }, redirect: 'manual' })).headers.get('location') ?? ''
    },
    open: async (path, headers) =>
      keep(await fetch(app.url + path, { headers: { cookie: cookie(), ...headers }, redirect: 'manual' })),
    get: async (path) => (await fetch(`${app.url}/api/auth${path}`, { headers: { cookie: cookie() } })).json(),
    viewer: async () => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookie() },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      })
      return ((await response.json()) as any).data.viewer?.name ?? null
    },
  }
}
