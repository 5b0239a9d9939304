import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openFiles, type Files } from '../src/attachments/files.ts'
import { readEnv } from '../src/env.ts'
import {
  importDatabase,
  type DatabaseImportOptions,
  type DatabaseImportResult,
} from '../src/importing/databases/importDatabase.ts'
import { SYSTEMS } from '../src/importing/systems.ts'
import { openPools, type Pools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** A desk that other systems are imported into. */
export interface ImportDesk {
  database: TestDatabase
  pools: Pools
  files: Files
  client: pg.PoolClient
  /** For the files of sources. */
  folder: string
  run(
    system: 'legacy' | 'counselling',
    source: string,
    options?: Partial<DatabaseImportOptions>,
  ): Promise<DatabaseImportResult>
  sql(text: string, values?: unknown[]): Promise<any[]>
  /** Everything that imports write, in a fixed order. */
  contents(): Promise<Record<string, unknown[]>>
  /** Removes everything that imports write. */
  empty(): Promise<void>
  close(): Promise<void>
}

const CONTENTS = {
  users: 'SELECT id, name, email, role, disabled_at IS NULL AS active FROM users ORDER BY id',
  shops: 'SELECT * FROM sellers ORDER BY id',
  tickets: `SELECT to_jsonb(t) AS t FROM support_tickets t ORDER BY id`,
  messages: 'SELECT to_jsonb(m) AS m FROM ticket_messages m ORDER BY id',
  events: `SELECT to_jsonb(e) - '{id,txid}'::text[] AS e FROM ticket_events e ORDER BY ticket_id, seq`,
  markers: 'SELECT * FROM read_markers ORDER BY user_id, ticket_id',
  stars: 'SELECT user_id, ticket_id FROM ticket_stars ORDER BY 1, 2',
  notes: 'SELECT ticket_id, body FROM ticket_notes ORDER BY 1',
  files: `SELECT to_jsonb(a) - '{touched_at}'::text[] AS a FROM attachments a ORDER BY id`,
  requests: 'SELECT * FROM chat_requests ORDER BY id',
  sessions: `SELECT to_jsonb(s) - '{updated_at}'::text[] AS s FROM sessions s ORDER BY id`,
  imported: 'SELECT * FROM imported_rows ORDER BY 1, 2, 3',
}

/** Opens one, on a database of its own. */
export async function importDesk(): Promise<ImportDesk> {
  const database = await testDatabase()
  const pools = openPools(database.roleUrls, silentLog)
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-import-'))
  const env = readEnv({ NODE_ENV: 'test', DATA_DIR: path.join(folder, 'data') })
  const files = await openFiles({ env, pools, key: Buffer.alloc(32), log: silentLog })
  const client = await pools.maintenance.connect()
  const defaults = { gapMs: null, status: undefined, timeZone: 'UTC', isDryRun: false, filesFrom: null, files }
  return {
    ...{ database, pools, files, client, folder },
    run: (system, source, options) =>
      importDatabase(pools.maintenance, SYSTEMS.get(system)!, source, { ...defaults, ...options }),
    sql: async (text, values) => (await client.query(text, values)).rows,
    contents: async () => {
      const tables: Record<string, unknown[]> = {}
      for (const [name, text] of Object.entries(CONTENTS)) tables[name] = (await client.query(text)).rows
      return tables
    },
    empty: async () => {
      await client.query(`DELETE FROM attachments; DELETE FROM support_tickets; DELETE FROM users; DELETE FROM imported_rows;
        DELETE FROM teams; SELECT setval('ticket_number_seq', 1, false)`)
    },
    close: async () => {
      client.release(true)
      await files.close()
      await pools.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
