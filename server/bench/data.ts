import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ROOT, type Env } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { provisionRoles, type RoleUrls } from '../src/platform/database/provision.ts'
import { silentLog } from '../src/platform/log.ts'
import { sumUpCounts } from '../src/tickets/sumUpCounts.ts'
import type { DeskSize } from '../src/seeding/desk/plan.ts'
import { seedDesk } from '../src/seeding/desk/seedDesk.ts'

const MIGRATIONS = path.join(ROOT, 'prisma/migrations')

/** A database to measure on: a fresh copy of the seeded desk. */
export interface BenchData {
  roles: RoleUrls
  superuserUrl: string
  secret: string
  /** The process number of PostgreSQL's postmaster. */
  postmaster: number
  close(): Promise<void>
}

/** A PostgreSQL that has, or gets, the seeded desk. */
interface Cluster {
  superuserUrl: string
  /** The owner of the desk's database, and their URL. */
  owner: string
  ownerUrl: string
  secret: string
  /** The seeded desk, and its copy for one run. */
  desk: string
  run: string
  close(): Promise<void>
}

/** Opens the desk of this size, seeding it the first time, and copies it, so that every run starts from the same data. */
export async function openData(env: Env, size: DeskSize, say: (line: string) => void): Promise<BenchData> {
  const cluster = env.DATABASE_URL ? external(env.DATABASE_URL, size) : await embedded(env, size)
  const { desk, run, owner, superuserUrl } = cluster
  const dropRun = () => superuser(cluster, 'postgres', (query) => query(`drop database if exists ${run} with (force)`))
  try {
    await prepareDesk(cluster, size, say)
    say('Copying the data…')
    await dropRun()
    await superuser(cluster, 'postgres', async (query) => {
      await query(`create database ${run} owner ${owner} template ${desk} strategy file_copy`)
      await query('checkpoint')
    })
    return {
      roles: await provisionRoles(withDatabase(cluster.ownerUrl, run)),
      superuserUrl: withDatabase(superuserUrl, run),
      secret: cluster.secret,
      postmaster: await postmasterOf(cluster),
      close: async () => {
        await dropRun()
        await cluster.close()
      },
    }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** The embedded PostgreSQL, with a folder for each size below DATA_DIR/bench. */
async function embedded(env: Env, size: DeskSize): Promise<Cluster> {
  const dataDir = path.join(env.DATA_DIR, 'bench', nameOf(size))
  mkdirSync(dataDir, { recursive: true })
  const cluster = await openEmbedded({ dataDir, log: silentLog })
  return { ...cluster, owner: 'parley_owner', desk: 'desk', run: 'run' }
}

/** The PostgreSQL of DATABASE_URL, whose user has to be a superuser: it gets databases of its own, and no other is touched. */
function external(url: string, size: DeskSize): Cluster {
  const { username, password } = new URL(url)
  const desk = `parley_bench_${nameOf(size).replaceAll('-', '_')}`
  const secret = createHash('sha256').update(`parley bench ${password}`).digest('hex')
  const owner = `"${decodeURIComponent(username)}"`
  return { superuserUrl: url, owner, ownerUrl: url, secret, desk, run: `${desk}_run`, close: async () => {} }
}

const nameOf = ({ tickets, messages, seed }: DeskSize): string => `${tickets}-${messages}-${seed}`

/** Seeds the desk, or brings the one of an earlier run up to date: later migrations and definitions are applied to it. */
async function prepareDesk(cluster: Cluster, size: DeskSize, say: (line: string) => void): Promise<void> {
  const ownerUrl = withDatabase(cluster.ownerUrl, cluster.desk)
  if (await isSeeded(cluster)) {
    const roles = await provisionRoles(ownerUrl)
    const { applied, edited, unknown } = await migrate(ownerUrl, MIGRATIONS)
    // A job does it within a minute where a migration has added a count: a run must not begin before.
    const pools = openPools(roles, silentLog)
    await sumUpCounts(pools).finally(() => pools.close())
    if (applied.length > 0) await superuser(cluster, cluster.desk, (query) => query('vacuum analyze'))
    if (edited.length + unknown.length === 0) return
    say(`The desk has other migrations (${[...edited, ...unknown].join(', ')}).`)
  }
  say(
    `Seeding ${size.tickets.toLocaleString('en')} tickets with ${size.messages.toLocaleString('en')} messages; the next run finds them…`,
  )
  await superuser(cluster, 'postgres', async (query) => {
    await query(`drop database if exists ${cluster.desk} with (force)`)
    await query(`create database ${cluster.desk} owner ${cluster.owner}`)
  })
  const roles = await provisionRoles(ownerUrl)
  await migrate(ownerUrl, MIGRATIONS)
  const pools = openPools(roles, silentLog)
  await seedDesk(pools.maintenance, size).finally(() => pools.close())
  await superuser(cluster, cluster.desk, (query) => query('vacuum analyze'))
  await superuser(cluster, 'postgres', (query) => query(`comment on database ${cluster.desk} is '${SEEDED}'`))
}

const SEEDED = 'A seeded desk of pnpm bench'

async function isSeeded({ superuserUrl, desk }: Cluster): Promise<boolean> {
  return withClient(withDatabase(superuserUrl, 'postgres'), 'parley bench', async (client) => {
    const { rows } = await client.query(
      `select shobj_description(oid, 'pg_database') = '${SEEDED}' as seeded from pg_database where datname = $1`,
      [desk],
    )
    return rows[0]?.seeded === true
  })
}

async function superuser(
  cluster: Cluster,
  database: string,
  work: (query: (sql: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  await withClient(withDatabase(cluster.superuserUrl, database), 'parley bench', (client) =>
    work((sql) => client.query(sql)),
  )
}

async function postmasterOf(cluster: Cluster): Promise<number> {
  return withClient(cluster.superuserUrl, 'parley bench', async (client) => {
    const { rows } = await client.query(
      `select (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]::int as pid`,
    )
    return rows[0].pid
  })
}

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}
