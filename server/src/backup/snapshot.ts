import type pg from 'pg'
import { connect } from '../platform/database/connect.ts'
import { identitySql, MAINTENANCE } from '../platform/database/identity.ts'
import { BackupError } from './backupError.ts'

/** Values as text are the same on every server. Rows come in the order in which they lie in the table. */
export const PLAIN_TEXT = `
  SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'; SET LOCAL synchronize_seqscans = off;
  SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL transaction_timeout = 0`

const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY'
const TABLES = `
  SELECT string_agg(oid::regclass::text, ', ') AS tables, to_regclass('public.desk_secrets') IS NOT NULL AS is_desk FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND has_table_privilege('parley_maintenance', oid, 'SELECT')`

/** Two connections with the same snapshot: row-level security hides the desk's rows from the owner, and the job queue from maintenance. */
export interface Snapshot {
  owner: pg.Client
  maintenance: pg.Client
  close(): Promise<void>
}

/** Opens a snapshot of the desk. Until it is closed, rows can change but tables cannot. */
export async function openSnapshot(ownerUrl: string, maintenanceUrl: string): Promise<Snapshot> {
  const owner = await connect(ownerUrl, 'parley backup')
  const opened = [owner]
  const close = async () => void (await Promise.all(opened.map((client) => client.end().catch(() => {}))))
  try {
    const { rows } = await owner.query<{ tables: string | null; is_desk: boolean }>(TABLES)
    if (!rows[0]!.is_desk) throw new BackupError('BACKUP_NO_DESK', 'There is no desk in this database.')
    const maintenance = await connect(maintenanceUrl, 'parley backup')
    opened.push(maintenance)
    // The snapshot is taken after the locks: LOCK needs none.
    await maintenance.query(`${READ}; LOCK TABLE ${rows[0]!.tables} IN ACCESS SHARE MODE`)
    await maintenance.query(`${identitySql(MAINTENANCE)}; ${PLAIN_TEXT}`)
    const exported = await maintenance.query<{ name: string }>('SELECT pg_export_snapshot() AS name')
    await owner.query(`${READ}; SET TRANSACTION SNAPSHOT '${exported.rows[0]!.name}'; ${PLAIN_TEXT}`)
    return { owner, maintenance, close }
  } catch (error) {
    await close()
    throw error
  }
}
