import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT, type Env } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openEmbedded, type EmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { readDefinitions } from '../src/platform/database/definitions.ts'
import { migrate, readMigrations } from '../src/platform/database/migrate.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { provisionRoles, type RoleUrls } from '../src/platform/database/provision.ts'
import { silentLog } from '../src/platform/log.ts'
import type { DeskSize } from '../src/seeding/desk/plan.ts'
import { seedDesk } from '../src/seeding/desk/seedDesk.ts'

const MIGRATIONS = path.join(ROOT, 'prisma/migrations')
const [DESK, RUN] = ['desk', 'run']

/** A database to measure on: a fresh copy of the seeded desk. */
export interface BenchData {
  roles: RoleUrls
  superuserUrl: string
  secret: string
  /** The process number of PostgreSQL's postmaster. */
  postmaster: number
  close(): Promise<void>
}

/** Opens the cached desk of this size, seeding it the first time, and copies it, so that every run starts from the same data. */
export async function openData(env: Env, size: DeskSize, say: (line: string) => void): Promise<BenchData> {
  const dataDir = path.join(env.DATA_DIR, 'bench', `${size.tickets}-${size.messages}-${size.seed}-${schemaHash()}`)
  mkdirSync(dataDir, { recursive: true })
  const cluster = await openEmbedded({ dataDir, log: silentLog })
  try {
    if (!existsSync(path.join(dataDir, 'seeded'))) await seed(cluster, dataDir, size, say)
    say('Copying the data…')
    await superuser(cluster, 'postgres', async (query) => {
      await query(`drop database if exists ${RUN} with (force)`)
      await query(`create database ${RUN} owner parley_owner template ${DESK} strategy file_copy`)
      await query('checkpoint')
    })
    return {
      roles: await provisionRoles(withDatabase(cluster.ownerUrl, RUN)),
      superuserUrl: withDatabase(cluster.superuserUrl, RUN),
      secret: cluster.secret,
      postmaster: await postmasterOf(cluster),
      close: async () => {
        await superuser(cluster, 'postgres', (query) => query(`drop database if exists ${RUN} with (force)`))
        await cluster.close()
      },
    }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

async function seed(
  cluster: EmbeddedDatabase,
  dataDir: string,
  size: DeskSize,
  say: (line: string) => void,
): Promise<void> {
  say(
    `Seeding ${size.tickets.toLocaleString('en')} tickets with ${size.messages.toLocaleString('en')} messages; the next run finds them…`,
  )
  await superuser(cluster, 'postgres', async (query) => {
    await query(`drop database if exists ${DESK} with (force)`)
    await query(`create database ${DESK} owner parley_owner`)
  })
  const ownerUrl = withDatabase(cluster.ownerUrl, DESK)
  const roles = await provisionRoles(ownerUrl)
  await migrate(ownerUrl, MIGRATIONS)
  const pools = openPools(roles, silentLog)
  await seedDesk(pools.maintenance, size).finally(() => pools.close())
  await superuser(cluster, DESK, (query) => query('vacuum analyze'))
  writeFileSync(path.join(dataDir, 'seeded'), '')
}

// A changed migration makes another desk.
function schemaHash(): string {
  const hash = createHash('sha256')
  for (const { name, script } of [...readMigrations(MIGRATIONS), ...readDefinitions(path.join(ROOT, 'prisma/sql'))])
    hash.update(name).update(script)
  return hash.digest('hex').slice(0, 8)
}

async function superuser(
  cluster: EmbeddedDatabase,
  database: string,
  work: (query: (sql: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  await withClient(withDatabase(cluster.superuserUrl, database), 'parley bench', (client) =>
    work((sql) => client.query(sql)),
  )
}

async function postmasterOf(cluster: EmbeddedDatabase): Promise<number> {
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
