import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../../src/platform/database/embedded.ts'
import { provisionRoles } from '../../src/platform/database/provision.ts'
import { silentLog } from '../../src/platform/log.ts'
import { newToken } from '../../src/viewer/apiTokens.ts'
import { createPerson } from '../../src/viewer/people.ts'
import { type ServerProcess, startServer } from '../serverProcess.ts'
import { type TcpProxy, tcpProxy } from '../tcpProxy.ts'
import { type Actor, openTicket, post } from '../testApp.ts'
import { join } from './cutConversation.ts'
import { type Talker, talker } from './talker.ts'

/** Server processes over a durable PostgreSQL (fsync, synchronous_commit), behind one address. */
export interface CrashDesk {
  proxy: TcpProxy
  /** The owner of its database. */
  ownerUrl: string
  superuserUrl: string
  /** How long a server has been available, in milliseconds. */
  openFor(): number
  /**
   * Stops the clock of the writers' deadlines until `faults` have been caused: six messages are acknowledged between two of them, so which
   * of 200 writers gets through meanwhile is chance. That the desk goes on at all is checked by those who cause them.
   */
  during<T>(faults: Promise<T>): Promise<T>
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** Starts a server, from this working copy or another one, and routes its share of the connections to it. */
  start(root?: string): Promise<ServerProcess>
  /** Routes no more connections to it, and stops it with SIGTERM. */
  stop(server: ServerProcess): Promise<void>
  /** `kill -9`; no more connections are routed there. */
  kill(server: ServerProcess): Promise<void>
  /** Creates tickets with a buyer, a seller who has joined and an agent in each. */
  talkers(tickets: number): Promise<Talker[]>
  close(): Promise<void>
}

/** Opens one, without a server. Servers are started with `more` in their environment, and by this command (default: from the sources). */
export async function crashDesk(more: Record<string, string> = {}, command?: string[]): Promise<CrashDesk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-crash-'))
  chmodSync(dataDir, 0o755)
  const database = await openEmbedded({ dataDir, log: silentLog })
  const roles = await provisionRoles(database.ownerUrl)
  const superuser = quietPool({ connectionString: database.superuserUrl, max: 2 })
  const auth = quietPool({ connectionString: roles.auth, options: '-c parley.viewer_role=auth', max: 2 })
  const up: ServerProcess[] = []
  const starting = new Set<Promise<ServerProcess>>()
  const followed: Talker[] = []
  const clocks = openClocks()
  let turn = 0
  const proxy = await tcpProxy(() => up[turn++ % up.length]?.port)

  const opened = (server: ServerProcess) => {
    up.push(server)
    clocks.opened()
  }
  const gone = (server: ServerProcess) => {
    up.splice(up.indexOf(server), 1)
    if (up.length === 0) clocks.closed()
  }

  const sql: CrashDesk['sql'] = async (text, values) => (await superuser.query(text, values)).rows as never
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: database.ownerUrl,
    DATA_DIR: dataDir,
    SOCKETS_PER_PERSON: '1000',
    ...more,
  }
  return {
    proxy,
    ownerUrl: database.ownerUrl,
    superuserUrl: database.superuserUrl,
    openFor: clocks.openFor,
    during: clocks.during,
    sql,
    start: async (root) => {
      const started = startServer(env, root, undefined, command)
      starting.add(started)
      const server = await started
      starting.delete(started)
      opened(server)
      return server
    },
    stop: async (server) => {
      gone(server)
      await server.kill('SIGTERM')
    },
    kill: async (server) => {
      await server.kill('SIGKILL')
      gone(server)
    },
    talkers: async (tickets) => {
      const talkers = (
        await Promise.all(
          Array.from({ length: tickets }, (_, n) => conversation({ auth, proxy, sql, calmFor: clocks.calmFor }, n)),
        )
      ).flat()
      followed.push(...talkers)
      return talkers
    },
    close: async () => {
      for (const { follower } of followed) await follower.stop()
      await proxy.close()
      const late = (await Promise.allSettled(starting)).flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      await Promise.all([...up, ...late].map((server) => server.kill('SIGTERM')))
      await Promise.all([superuser.end(), auth.end()])
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** How long a server has been available, and how much of it without faults, in milliseconds. */
function openClocks() {
  let before = 0
  let since: number | undefined
  let stormy = 0
  let stormSince: number | undefined
  const openFor = () => before + (since === undefined ? 0 : Date.now() - since)
  return {
    openFor,
    calmFor: () => (stormSince ?? openFor()) - stormy,
    opened: () => void (since ??= Date.now()),
    closed: () => {
      before = openFor()
      since = undefined
    },
    during: async <T>(faults: Promise<T>): Promise<T> => {
      stormSince = openFor()
      try {
        return await faults
      } finally {
        stormy += openFor() - stormSince
        stormSince = undefined
      }
    },
  }
}

/** Opens a ticket with a buyer, a seller who has joined and an agent. */
async function conversation(
  { auth, proxy, sql, calmFor }: Pick<CrashDesk, 'proxy' | 'sql'> & { auth: pg.Pool; calmFor: () => number },
  n: number,
): Promise<Talker[]> {
  const gql = (actor: Actor | null, query: string, variables?: object) =>
    post(proxy.url, actor, query, variables as never)
  const people = [
    await createActor(auth, 'buyer', `buyer${n}`),
    await createActor(auth, 'seller', `seller${n}`),
    await createActor(auth, 'agent', `agent${n}`),
  ]
  const app = { sql, gql } as never
  const { id } = await openTicket(app, people[0]!)
  await join(app, people[1]!, id)
  const cursorOf = async (person: Actor) =>
    (await gql(person, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })).data.ticket.cursor as string
  return Promise.all(
    people.map(async (person) => talker(proxy.url, person, { id, cursor: await cursorOf(person) }, calmFor)),
  )
}

/** Creates a person with an API token. Its columns are those that all releases have. */
async function createActor(auth: pg.Pool, role: Actor['role'], name: string): Promise<Actor> {
  const email = `${name}@parley.test`
  const { id } = await createPerson(auth, { name, email, role })
  const { token, hash } = newToken()
  await auth.query('INSERT INTO api_tokens (user_id, token_hash) VALUES ($1, $2)', [id, hash])
  return { id, role, name, email, token }
}

function quietPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', () => {})
  return pool
}
