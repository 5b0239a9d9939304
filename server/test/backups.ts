import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeBackupFile } from '../src/backup/backupFile.ts'
import { restoreBackup, type RestoredBackup } from '../src/backup/restoreBackup.ts'
import { openSource } from '../src/backup/source.ts'
import { type BackupSource, writeBackup } from '../src/backup/writeBackup.ts'
import { readEnv } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openPlace } from '../src/platform/database/open.ts'
import { silentLog } from '../src/platform/log.ts'
import type { TestDatabase } from './database.ts'

/** The environment of a desk in a given database, without PARLEY_SECRET. */
export function envOf(database: Pick<TestDatabase, 'ownerUrl'>, dataDir: string, more: Record<string, string> = {}) {
  return readEnv({ NODE_ENV: 'test', DATABASE_URL: database.ownerUrl, DATA_DIR: dataDir, ...more })
}

/** What a backup of this desk reads. */
export async function sourceOf(
  database: TestDatabase,
  dataDir: string,
  more: Record<string, string> = {},
): Promise<BackupSource> {
  const env = envOf(database, dataDir, more)
  return openSource(env, await openPlace(env, silentLog), database.roleUrls)
}

/** Backs a desk up into a file. */
export async function backUp(database: TestDatabase, dataDir: string, file: string, more = {}): Promise<void> {
  const source = await sourceOf(database, dataDir, more)
  await writeBackupFile(file, (out) => writeBackup(source, out))
}

/** Restores a file into the database, which has to be empty. */
export function restore(file: string, database: TestDatabase, dataDir: string, more = {}): Promise<RestoredBackup> {
  return restoreBackup(createReadStream(file), { env: envOf(database, dataDir, more), log: silentLog })
}

const TABLES = `
  SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.atttypid <> 'xid8'::regtype
    AND c.relname <> '_parley_definitions' AND (c.relname, a.attname) <> ('desk_secrets', 'epoch')
  GROUP BY c.relname ORDER BY c.relname`
const JOBS = `
  SELECT md5(string_agg(concat_ws('|', identifier, payload, run_at, attempts, max_attempts, key), ' ' ORDER BY payload::text, identifier, key)) AS digest
  FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`

/** A digest of the rows of each table, read as the superuser, past all policies; and of the jobs. */
export async function digests(database: Pick<TestDatabase, 'superuserUrl'>): Promise<Record<string, string>> {
  return withClient(database.superuserUrl, 'test', async (client) => {
    await client.query(`SET timezone = 'UTC'`)
    const { rows } = await client.query<{ name: string; columns: string }>(TABLES)
    const found: Record<string, string> = {}
    for (const { name, columns } of rows) {
      const all = await client.query<{ rows: string; digest: string }>(
        `SELECT count(*) AS rows, md5(string_agg(x::text, ' ' ORDER BY x::text)) AS digest FROM (SELECT ${columns} FROM ${name}) x`,
      )
      found[name] = `${all.rows[0]!.rows} ${all.rows[0]!.digest}`
    }
    const jobs = await client.query<{ digest: string }>(JOBS)
    return { ...found, jobs: jobs.rows[0]!.digest }
  })
}

/** The bytes of a stored file, or undefined if there are none. */
export const storedFile = (dataDir: string, id: string): Promise<Buffer | undefined> =>
  readFile(path.join(dataDir, 'files', id)).catch(() => undefined)
