import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { StartError, oneLine } from '../errors/startError.ts'
import { installQueue } from '../jobs/install.ts'
import { isConcurrent, runConcurrently } from './concurrentIndex.ts'
import { withClient } from './connect.ts'
import { applyDefinitions } from './definitions.ts'
import { type LockWait, SHORT_WAIT, withLockRetries } from './lockRetries.ts'
import { takeMigrateLock } from './migrateLock.ts'
import { applyWithPrisma, type Migration } from './schemaEngine.ts'

/** The result of `migrate`. */
interface MigrateResult {
  /** Migrations applied by this call, in order. */
  applied: string[]
  /** Whether the definitions of functions, triggers, policies and grants were applied. */
  defined: boolean
  /** Applied earlier from a script that has changed since. */
  edited: string[]
  /** Applied earlier but not in the folder: the database was used by a newer Parley. */
  unknown: string[]
}

/**
 * Applies the new migrations of a folder in Prisma's layout, and records them in `_prisma_migrations` as `prisma migrate
 * deploy` would. Each migration is one transaction together with its record: if it fails or is killed, nothing remains. Other
 * nodes may use the tables meanwhile (docs/upgrades.md). Concurrent calls wait for each other.
 */
export async function migrate(ownerUrl: string, folder: string, wait: LockWait = SHORT_WAIT): Promise<MigrateResult> {
  const migrations = readMigrations(folder)
  return withClient(ownerUrl, 'parley migrate', async (client) => {
    await client.query('set statement_timeout = 0; set lock_timeout = 0')
    await takeMigrateLock(client)
    const recorded = await readRecorded(client)
    const pending = migrations.filter(({ name }) => !recorded.has(name))
    for (const migration of pending) await applyOne(client, migrations, migration, wait)
    const compared = compare(migrations, recorded)
    // The database was used by a newer Parley: its definitions match its tables, and ours may not.
    const newer = compared.unknown.length > 0
    // New tables need policies, indexes do not.
    const always = pending.some(({ script }) => !isConcurrent(script))
    const defined = !newer && (await define(ownerUrl, client, { folder, always, wait }))
    return { applied: pending.map(({ name }) => name), defined, ...compared }
  })
}

async function define(
  ownerUrl: string,
  client: pg.Client,
  { folder, ...options }: { folder: string; always: boolean; wait: LockWait },
): Promise<boolean> {
  const definitions = path.join(folder, '../sql')
  if (!existsSync(definitions)) return false
  return applyDefinitions(client, definitions, { revision: await installQueue(ownerUrl, client), ...options })
}

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) throw new StartError(`There is no folder of migrations at ${folder}.`)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, script: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }))
}

async function readRecorded(client: pg.Client): Promise<Map<string, string>> {
  const { rows: found } = await client.query(`select to_regclass('_prisma_migrations') is not null as exists`)
  if (!found[0].exists) return new Map()
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  )
  const failed = rows.find((row) => !row.finished)
  if (failed) throw new StartError(failedElsewhere(failed.name))
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

// Parley's own failures leave no record; this one was left by another tool, which may have stopped half-way.
function failedElsewhere(name: string): string {
  return `The migration ${name} is recorded as failed by another tool: repair the database, then run "prisma migrate resolve".`
}

async function applyOne(client: pg.Client, all: Migration[], migration: Migration, wait: LockWait): Promise<void> {
  const upTo = all.slice(0, all.indexOf(migration) + 1)
  const concurrent = isConcurrent(migration.script)
  try {
    if (concurrent) await runConcurrently(client, migration.script, wait)
    await withLockRetries(client, wait, () => applyWithPrisma(client, upTo, { hasRun: concurrent }))
  } catch (error) {
    throw new StartError(`Migration ${migration.name} failed: ${reason(error, migration)}`, { cause: error })
  }
}

function reason(error: unknown, migration: Migration): string {
  const { position } = error as { position?: string }
  if (!position) return oneLine(error)
  const line = migration.script.slice(0, Number(position)).split('\n').length
  return `${oneLine(error)} (line ${line})`
}

function compare(migrations: Migration[], recorded: Map<string, string>): Pick<MigrateResult, 'edited' | 'unknown'> {
  const names = new Set(migrations.map(({ name }) => name))
  const edited = migrations.filter(({ name, script }) => recorded.has(name) && recorded.get(name) !== checksum(script))
  return { edited: edited.map(({ name }) => name), unknown: [...recorded.keys()].filter((name) => !names.has(name)) }
}

function checksum(script: string): string {
  return createHash('sha256').update(script).digest('hex')
}
