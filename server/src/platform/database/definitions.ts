import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { ROOT } from '../../env.ts'
import { StartError, oneLine } from '../errors/startError.ts'
import { type Definitions, sortDefinitions } from './definitionStatements.ts'
import { isLockFailure, type LockWait, SHORT_WAIT, withLockRetries } from './lockRetries.ts'
import { applyTableByTable } from './tableByTable.ts'

/** The version of this Parley, which is raised with each release. */
const VERSION = (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version

interface Options {
  revision?: number
  always: boolean
  /** The version of these files. */
  version?: string
  wait?: LockWait
}

/** What was applied last. */
interface Applied {
  checksum: string
  /** Missing if it was version 0.1. */
  version?: string | null
  /** The hash of the definitions of each table. */
  tables?: Record<string, string> | null
}

/** One file of `prisma/sql`. */
export interface DefinitionFile {
  name: string
  script: string
}

// Policies, triggers and functions are dropped and recreated, so that objects that no file defines disappear. A function
// that a table needs (an index, a default, a generated column) belongs to a migration and is kept.
const RESET = `
  DO $$
  DECLARE
    object text;
  BEGIN
    FOR object IN SELECT format('%I ON %I.%I', policyname, schemaname, tablename) FROM pg_policies WHERE schemaname IN ('public', 'graphile_worker') LOOP
      EXECUTE 'DROP POLICY ' || object;
    END LOOP;
    FOR object IN SELECT format('%I ON %s', tgname, tgrelid::regclass) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal LOOP
      EXECUTE 'DROP TRIGGER ' || object;
    END LOOP;
    -- Functions call each other: what depends on one is dropped with it, but never a part of a table. All names are read first: a
    -- function that has been dropped has none.
    FOREACH object IN ARRAY ARRAY(SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
        AND d.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))) LOOP
      EXECUTE 'DROP FUNCTION IF EXISTS ' || object || ' CASCADE';
    END LOOP;
  END $$;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM parley_staff, parley_restricted, parley_partly_restricted, parley_requester, parley_auth, parley_maintenance, parley_jobs;
  REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM parley_staff, parley_restricted, parley_partly_restricted, parley_requester, parley_auth, parley_maintenance, parley_jobs;`

// All tables are locked first and together, so that nothing changes while another session still uses the old policies. Tickets come first, as
// in operations (decision 018): those that are under way end, and later ones wait there, before they have locked anything else.
const LOCK_TABLES = `
  DO $$ BEGIN
    EXECUTE (SELECT 'LOCK TABLE ' || string_agg(format('%I.%I', schemaname, tablename), ', ' ORDER BY tablename <> 'support_tickets', tablename <> 'users', schemaname, tablename) || ' IN ACCESS EXCLUSIVE MODE'
      FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker'));
  END $$`

/**
 * Applies the functions, triggers, policies and grants that the files of `folder` define, table by table or in one transaction, if they (or
 * the revision of the job queue's tables, on which they grant privileges) differ from what was applied last, or if `always`
 * is set. Those of a newer version are kept. Returns whether anything was applied. Throws a StartError if a file is invalid, or
 * if other sessions kept the tables locked.
 */
export async function applyDefinitions(
  client: pg.Client,
  folder: string,
  { revision, always, version = VERSION, wait = SHORT_WAIT }: Options,
): Promise<boolean> {
  const files = readDefinitions(folder)
  if (files.length === 0) return false
  const applied = { checksum: checksumOf(files, revision), version }
  await client.query(`SET client_min_messages = 'warning'; CREATE TABLE IF NOT EXISTS _parley_definitions (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), checksum text NOT NULL, applied_at timestamptz NOT NULL)`)
  const { rows } = await client.query<{ last: Applied }>('SELECT to_jsonb(d) AS last FROM _parley_definitions d')
  const last = rows[0]?.last
  if (!always && last && (last.checksum === applied.checksum || isOlder(version, last.version ?? undefined)))
    return false
  const definitions = last && (await sortDefinitions(files))
  if (!definitions || !(await applyBeside(client, definitions, { last, applied, wait })))
    await withLockRetries(client, wait, (timeoutMs) => applyAll(client, files, { applied, timeoutMs }))
  return true
}

/** Applies definitions table by table, beside other nodes. Returns false if that is not possible. */
async function applyBeside(
  client: pg.Client,
  definitions: Definitions,
  { last, applied, wait }: { last: Applied; applied: Applied; wait: LockWait },
): Promise<boolean> {
  try {
    const tables = await applyTableByTable(client, definitions, { hashes: last.tables ?? {}, wait })
    await withLockRetries(client, wait, () => record(client, { ...applied, tables }))
    return true
  } catch (error) {
    if (isLockFailure((error as Error).cause)) throw error
    // A function with another result, or an invalid file: all or nothing.
    return false
  }
}

/** The definition files of a folder, in the order in which they are applied. */
export function readDefinitions(folder: string): DefinitionFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, script: readFileSync(path.join(folder, name), 'utf8') }))
}

async function applyAll(
  client: pg.Client,
  files: DefinitionFile[],
  { applied, timeoutMs }: { applied: Applied; timeoutMs: number },
): Promise<void> {
  // The limit for all locks together: the first tables are locked while the request for the last one waits.
  await client.query(`SET LOCAL statement_timeout = ${timeoutMs}`)
  await client.query(LOCK_TABLES)
  await client.query('SET LOCAL statement_timeout = 0')
  await client.query(RESET)
  for (const { name, script } of files) {
    try {
      await client.query(script)
    } catch (error) {
      throw new StartError(`prisma/sql/${name} failed: ${oneLine(error)}${lineOf(error, script)}`, { cause: error })
    }
  }
  await record(client, applied)
}

async function record(client: pg.Client, { checksum, version, tables = null }: Applied): Promise<void> {
  await client.query(
    'ALTER TABLE _parley_definitions ADD COLUMN IF NOT EXISTS version text, ADD COLUMN IF NOT EXISTS tables jsonb',
  )
  await client.query(
    `INSERT INTO _parley_definitions (checksum, applied_at, version, tables) VALUES ($1, now(), $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET (checksum, applied_at, version, tables) = ROW (excluded.checksum, excluded.applied_at, excluded.version, excluded.tables)`,
    [checksum, version, tables && JSON.stringify(tables)],
  )
}

// A node of the previous release that is restarted during an upgrade must not undo it.
function isOlder(version: string, applied = '0'): boolean {
  const [ours, theirs] = [version, applied].map((text) => text.split('.').map(Number))
  const at = theirs!.findIndex((number, index) => number !== (ours![index] ?? 0))
  return at >= 0 && theirs![at]! > (ours![at] ?? 0)
}

function lineOf(error: unknown, script: string): string {
  const { position } = error as { position?: string }
  return position ? ` (line ${script.slice(0, Number(position)).split('\n').length})` : ''
}

function checksumOf(files: DefinitionFile[], revision = 0): string {
  const hash = createHash('sha256').update(String(revision))
  for (const { name, script } of files) hash.update(`${name}\0${script}\0`)
  return hash.digest('hex')
}
