import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { ROOT } from '../env.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { withClient } from '../platform/database/connect.ts'
import { readMigrations } from '../platform/database/migrate.ts'
import { MIGRATIONS } from '../platform/database/open.ts'
import { printStructure } from '../platform/database/structure.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

/** How far the clocks may differ, in milliseconds: more is a warning, and much more breaks links and sign-in. */
const CLOCK_MS = { warning: 2_000, problem: 30_000 }

/** The database's version, encoding, collations and clock. The version itself was checked when it was opened. */
export async function checkDatabase(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ version: string; encoding: string; createrole: boolean }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
       (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS createrole`,
  )
  const { version, encoding, createrole } = rows[0]!
  const findings: Finding[] = [ok('Database', `PostgreSQL ${version} can be reached.`)]
  if (encoding !== 'UTF8')
    findings.push(problem('Database', `Its encoding is ${encoding}.`, 'Create a database with the encoding UTF8.'))
  if (!createrole)
    findings.push(problem('Database', 'Its owner may not create roles.', 'Give the role in DATABASE_URL CREATEROLE.'))
  const icu = await client.query(`SELECT 'a' < 'b' ${BY_NAME} AS works`).catch(() => undefined)
  findings.push(
    icu
      ? ok('Collations', 'ICU is available.')
      : problem(
          'Collations',
          'ICU is missing.',
          'Use a PostgreSQL that was built with ICU, as all usual packages are.',
        ),
  )
  return findings
}

/** Whether the database's clock is that of this machine. */
export async function checkClock(client: pg.Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now')
  const apart = Math.abs(rows[0]!.now.getTime() - (before + Date.now()) / 2)
  const text = `The clocks of this machine and the database differ by ${(apart / 1000).toFixed(1)} s.`
  const advice = 'Synchronise both machines with NTP.'
  if (apart > CLOCK_MS.problem) return problem('Clock', text, advice)
  return apart > CLOCK_MS.warning ? warning('Clock', text, advice) : ok('Clock', text)
}

/** Whether the tables are those of this version, and nothing in the schema was changed by hand. */
export async function checkMigrations(ownerUrl: string): Promise<Finding[]> {
  return withClient(ownerUrl, 'parley doctor', async (client) => {
    const name = 'Migrations'
    const { rows: tables } = await client.query<{ exist: boolean }>(
      `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exist`,
    )
    if (!tables[0]!.exist) return [warning(name, 'The database is empty.', 'Start Parley: it creates its tables.')]
    const { rows } = await client.query<{ name: string; finished: boolean }>(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    )
    const recorded = new Set(rows.map((row) => row.name))
    const ours = readMigrations(MIGRATIONS).map((migration) => migration.name)
    const failed = rows.find(({ finished }) => !finished)
    const unknown = rows.filter((row) => !ours.includes(row.name))
    const pending = ours.filter((one) => !recorded.has(one))
    if (failed)
      return [problem(name, `${failed.name} failed.`, 'Repair the database, then run "prisma migrate resolve".')]
    if (unknown.length > 0)
      return [problem(name, 'The database was used by a newer Parley.', 'Install that version, or a newer one.')]
    if (pending.length > 0)
      return [warning(name, `${pending.length} are not applied yet.`, 'Start this version of Parley: it applies them.')]
    return [ok(name, `All ${ours.length} are applied.`), await checkDefinitions(client)]
  })
}

async function checkDefinitions(client: pg.Client): Promise<Finding> {
  const isSame = (await printStructure(client)) === readFileSync(path.join(ROOT, 'prisma/structure.sql'), 'utf8')
  return isSame
    ? ok('Definitions', 'Tables, functions, policies and grants are those of this version.')
    : warning(
        'Definitions',
        'Tables, functions, policies or grants differ from those of this version.',
        'If they were changed by hand, run DELETE FROM _parley_definitions as the owner, and start Parley again.',
      )
}
