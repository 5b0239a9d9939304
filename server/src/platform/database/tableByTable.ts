import type pg from 'pg'
import { type Definitions, hashOf } from './definitionStatements.ts'
import { type LockWait, withLockRetries } from './lockRetries.ts'

const ROLES =
  'parley_staff, parley_restricted, parley_partly_restricted, parley_requester, parley_auth, parley_maintenance, parley_jobs'

// Functions that a table or an extension needs belong to migrations.
const OURS = `p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
    AND d.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))`

const TABLES = `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`

/**
 * Applies definitions beside nodes that use the database, each table in a transaction of its own: while it waits for one table, it has locked
 * no other, so transactions that use several tables always end, and make way. Each step only needs what the steps before it have applied: new
 * functions, then policies and privileges, then the functions that have changed (their triggers run with the privileges of users), then triggers. Tables
 * with the same definitions as before (`hashes`) are left alone. Returns the new hashes.
 */
export async function applyTableByTable(
  client: pg.Client,
  definitions: Definitions,
  { hashes, wait }: { hashes: Record<string, string>; wait: LockWait },
): Promise<Record<string, string>> {
  const { policies, triggers, blocks } = definitions
  const applied: Record<string, string> = {}
  const each = async (kind: 'policies' | 'triggers', scripts: ReadonlyMap<string, readonly string[]>) => {
    for (const [name, script] of scripts) {
      const key = `${kind} ${name}`
      applied[key] = hashOf(script)
      if (hashes[key] !== applied[key]) await withLockRetries(client, wait, () => REDEFINE[kind](client, name, script))
    }
  }
  const names = (await client.query<{ name: string }>(TABLES)).rows.map(({ name }) => name)
  const withBlocks = [...new Set([...names, ...policies.keys()])].map(
    (name) => [name, [...(policies.get(name) ?? []), ...blocks]] as const,
  )
  await withLockRetries(client, wait, () => createFunctions(client, definitions))
  await each('policies', new Map(withBlocks))
  const defined = await withLockRetries(client, wait, () => replaceFunctions(client, definitions))
  await each('triggers', new Map(names.map((name) => [name, triggers.get(name) ?? []])))
  await withLockRetries(client, wait, () => dropOthers(client, defined))
  return applied
}

/** Creates the functions whose names do not exist yet: policies may need them, and nothing else calls them. */
async function createFunctions(client: pg.Client, { functions }: Definitions): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`SELECT p.proname AS name FROM pg_proc p WHERE ${OURS}`)
  const known = new Set(rows.map(({ name }) => name))
  await client.query(
    functions
      .filter(({ name }) => !known.has(name))
      .map(({ text }) => text)
      .join(';\n'),
  )
}

/** Replaces all functions, and returns their ids. */
async function replaceFunctions(client: pg.Client, { functions, privileges }: Definitions): Promise<string[]> {
  await client.query(functions.map(({ text }) => text).join(';\n'))
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

const REDEFINE = {
  policies: async (client: pg.Client, name: string, statements: readonly string[]): Promise<void> => {
    await lock(client, name)
    await dropEach(
      client,
      name,
      `SELECT format('POLICY %I', polname) FROM pg_policy WHERE polrelid = '${name}'::regclass`,
    )
    if (name.startsWith('public.')) await client.query(`REVOKE ALL ON ${name} FROM ${ROLES}`)
    await client.query(`SET LOCAL parley.only_table = '${name.replace('public.', '')}'`)
    await client.query(statements.join(';\n'))
  },
  triggers: async (client: pg.Client, name: string, statements: readonly string[]): Promise<void> => {
    await lock(client, name)
    await dropEach(
      client,
      name,
      `SELECT format('TRIGGER %I', tgname) FROM pg_trigger WHERE tgrelid = '${name}'::regclass AND NOT tgisinternal`,
    )
    await client.query(statements.join(';\n'))
  },
}

async function lock(client: pg.Client, name: string): Promise<void> {
  await client.query(`LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE`)
}

async function dropEach(client: pg.Client, name: string, objects: string): Promise<void> {
  const { rows } = await client.query<{ format: string }>(objects)
  await client.query(rows.map(({ format }) => `DROP ${format} ON ${name}`).join(';\n'))
}

async function dropOthers(client: pg.Client, defined: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE ${OURS} AND NOT p.oid = ANY ($1::oid[])`,
    [defined],
  )
  if (rows.length > 0) await client.query(`DROP FUNCTION ${rows.map(({ name }) => name).join(', ')}`)
}
