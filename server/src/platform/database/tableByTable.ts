import type pg from 'pg'
import { type Definitions, definitionsOf } from './definitionStatements.ts'
import { type LockWait, withLockRetries } from './lockRetries.ts'

const ROLES = 'parley_staff, parley_requester, parley_auth, parley_maintenance, parley_jobs'

// Functions that a table or an extension needs belong to migrations.
const OURS = `p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
    AND d.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))`

const TABLES = `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`

/**
 * Applies definitions beside nodes that use the database: first all functions, which needs no lock on a table, then each table in a transaction
 * of its own, and at last it removes the functions that are no longer defined. While it waits for one table, it has locked no other, so
 * transactions that use several tables always end, and make way. Tables with the same definitions as before (`hashes`) are left alone. Returns the new hashes.
 */
export async function applyTableByTable(
  client: pg.Client,
  definitions: Definitions,
  { hashes, wait }: { hashes: Record<string, string>; wait: LockWait },
): Promise<Record<string, string>> {
  const defined = await withLockRetries(client, wait, () => replaceFunctions(client, definitions))
  const { rows } = await client.query<{ name: string }>(TABLES)
  const names = new Set([...rows.map(({ name }) => name), ...definitions.tables.keys()])
  const applied: Record<string, string> = {}
  for (const name of names) {
    const { script, hash } = definitionsOf(name, definitions)
    applied[name] = hash
    if (hashes[name] !== hash) await withLockRetries(client, wait, () => redefineTable(client, name, script))
  }
  await withLockRetries(client, wait, () => dropOthers(client, defined))
  return applied
}

/** Replaces all functions, and returns their ids. */
async function replaceFunctions(client: pg.Client, { functions, privileges }: Definitions): Promise<string[]> {
  await client.query(functions.join(';\n'))
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.oid AS id FROM pg_proc p WHERE ${OURS} AND p.xmin::text::bigint = pg_current_xact_id()::text::bigint % (2::bigint ^ 32)::bigint`,
  )
  const ids = rows.map(({ id }) => id)
  await client.query(`
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${ROLES};
    DO $$
    DECLARE
      f text;
    BEGIN
      FOR f IN SELECT oid::regprocedure::text FROM pg_proc WHERE oid IN (${ids.join(', ') || '0'}) AND proacl IS NOT NULL LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM ${ROLES}; GRANT EXECUTE ON FUNCTION %s TO PUBLIC', f, f);
      END LOOP;
    END $$`)
  await client.query(privileges.join(';\n'))
  return ids
}

async function redefineTable(client: pg.Client, name: string, script: string): Promise<void> {
  await client.query(
    `LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE; SET LOCAL parley.only_table = '${name.replace('public.', '')}'`,
  )
  await client.query(`
    DO $$
    DECLARE
      object text;
    BEGIN
      FOR object IN SELECT format('POLICY %I', polname) FROM pg_policy WHERE polrelid = '${name}'::regclass
        UNION ALL SELECT format('TRIGGER %I', tgname) FROM pg_trigger WHERE tgrelid = '${name}'::regclass AND NOT tgisinternal
          AND ${name.startsWith('public.')} LOOP
        EXECUTE 'DROP ' || object || ' ON ${name}';
      END LOOP;
    END $$`)
  if (name.startsWith('public.')) await client.query(`REVOKE ALL ON ${name} FROM ${ROLES}`)
  await client.query(script)
}

async function dropOthers(client: pg.Client, defined: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE ${OURS} AND NOT p.oid = ANY ($1::oid[])`,
    [defined],
  )
  if (rows.length > 0) await client.query(`DROP FUNCTION ${rows.map(({ name }) => name).join(', ')}`)
}
