import type pg from 'pg'
import type { BackupHeader } from './archive.ts'
import type { Snapshot } from './snapshot.ts'

/** The name of the section with the jobs that are still to run. */
export const JOBS = 'jobs'
/** What a queue of another version can be filled with. A running job is one that is still to run. */
export const JOB_COLUMNS = [
  'task text',
  'queue text',
  'payload json',
  'priority int',
  'run_at timestamptz',
  'attempts int',
  'max_attempts int',
  'last_error text',
  'key text',
  'created_at timestamptz',
  'flags jsonb',
]

/** Not in a backup: what the definitions of this database are, and when they were applied. */
const LEFT_OUT = `('_parley_definitions')`

// Numbers of transactions order the feeds of one database. A restored row gets the number of the transaction that restores it.
const TABLES = `
  SELECT c.relname AS name, json_agg(a.attname ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ${LEFT_OUT}
    AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype
  GROUP BY c.relname ORDER BY c.relname`

const COPY_JOBS = `
  COPY (SELECT t.identifier, q.queue_name, j.payload, j.priority, j.run_at,
      CASE WHEN j.locked_at IS NULL THEN j.attempts ELSE greatest(j.attempts - 1, 0) END, j.max_attempts, j.last_error, j.key, j.created_at, j.flags
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id ORDER BY j.id) TO STDOUT`

/** The tables of a desk with their columns, and the queue. */
export async function readTables(client: pg.ClientBase): Promise<BackupHeader['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(TABLES)
  return [...rows, { name: JOBS, columns: JOB_COLUMNS.map((column) => column.split(' ')[0]!) }]
}

/** How the rows of a section are read, and by whom: row-level security leaves these two to the owner. */
export function copyOut(
  { owner, maintenance }: Pick<Snapshot, 'owner' | 'maintenance'>,
  { name, columns }: BackupHeader['tables'][number],
): { client: pg.Client; text: string } {
  if (name === JOBS) return { client: owner, text: COPY_JOBS }
  const client = name === '_prisma_migrations' ? owner : maintenance
  return { client, text: `COPY (${selectFrom(name, columns)}) TO STDOUT` }
}

/** Reads these columns of a table. */
export function selectFrom(name: string, columns: readonly string[]): string {
  return `SELECT ${quotedList(columns)} FROM ONLY public.${quoted(name)}`
}

/** Column names for SQL. They may come from a file. */
export const quotedList = (names: readonly string[]): string => names.map(quoted).join(', ')

/** A name for SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
