import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StartError, errorCode, oneLine } from '../errors/startError.ts'

/** The number of attempts while other sessions lock the tables, and the lock timeout of one attempt. */
const ATTEMPTS = 20
const LOCK_TIMEOUT = '3s'
const RETRY_MS = 500

/** One file of `prisma/sql`. */
interface DefinitionFile {
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
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM parley_staff, parley_requester, parley_auth, parley_maintenance, parley_jobs;
  REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM parley_staff, parley_requester, parley_auth, parley_maintenance, parley_jobs;`

// All tables are locked first and together, so that nothing changes while another session still uses the old policies.
const LOCK_TABLES = `
  DO $$ BEGIN
    EXECUTE (SELECT 'LOCK TABLE ' || string_agg(format('%I.%I', schemaname, tablename), ', ' ORDER BY tablename) || ' IN ACCESS EXCLUSIVE MODE'
      FROM pg_tables WHERE schemaname = 'public');
  END $$`

/**
 * Applies the functions, triggers, policies and grants that the files of `folder` define, in one transaction, if they (or
 * the revision of the job queue's tables, on which they grant privileges) differ from what was applied last, or if `always`
 * is set. Returns whether anything was applied. Throws a StartError if a file is invalid, or if other sessions kept the tables
 * locked.
 */
export async function applyDefinitions(
  client: pg.Client,
  folder: string,
  options: { revision?: number; always: boolean },
): Promise<boolean> {
  const files = readDefinitions(folder)
  if (files.length === 0) return false
  const checksum = checksumOf(files, options.revision)
  await client.query(`CREATE TABLE IF NOT EXISTS _parley_definitions (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), checksum text NOT NULL, applied_at timestamptz NOT NULL)`)
  const { rows } = await client.query<{ checksum: string }>('SELECT checksum FROM _parley_definitions')
  if (!options.always && rows[0]?.checksum === checksum) return false
  for (let attempt = 1; ; attempt++) {
    try {
      await applyAll(client, files, checksum)
      return true
    } catch (error) {
      await client.query('ROLLBACK')
      // 55P03: the lock timeout. 40P01: a deadlock that PostgreSQL resolved by ending this transaction.
      if (attempt === ATTEMPTS || !['55P03', '40P01'].includes(errorCode(error) ?? '')) throw error
      await sleep(RETRY_MS)
    }
  }
}

/** The definition files of a folder, in the order in which they are applied. */
export function readDefinitions(folder: string): DefinitionFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, script: readFileSync(path.join(folder, name), 'utf8') }))
}

async function applyAll(client: pg.Client, files: DefinitionFile[], checksum: string): Promise<void> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; SET LOCAL client_min_messages = 'warning'`)
  await client.query(LOCK_TABLES)
  await client.query(RESET)
  for (const { name, script } of files) {
    try {
      await client.query(script)
    } catch (error) {
      throw new StartError(`prisma/sql/${name} failed: ${oneLine(error)}${lineOf(error, script)}`, { cause: error })
    }
  }
  await client.query(
    `INSERT INTO _parley_definitions (checksum, applied_at) VALUES ($1, now())
     ON CONFLICT (only_row) DO UPDATE SET checksum = excluded.checksum, applied_at = excluded.applied_at`,
    [checksum],
  )
  await client.query('COMMIT')
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
