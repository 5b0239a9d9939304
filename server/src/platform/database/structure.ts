import type pg from 'pg'

/** One kind of object, and the query that prints each of them as SQL, in a stable order. */
type Section = [title: string, query: string]

const IN_PUBLIC = `n.nspname = 'public'`
const NOT_OURS = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`
const BOOKKEEPING = `('_prisma_migrations', '_parley_definitions')`

const SECTIONS: Section[] = [
  [
    'Extensions',
    `SELECT format('CREATE EXTENSION %I;', extname) AS sql FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
  ],
  [
    'Collations',
    `SELECT format('CREATE COLLATION %I (provider = %s, locale = %L, deterministic = %s);', collname, collprovider, coalesce(colllocale, collcollate), collisdeterministic) AS sql
     FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace WHERE ${IN_PUBLIC} AND ${NOT_OURS} ORDER BY collname`,
  ],
  [
    'Types',
    `SELECT format(E'CREATE TYPE %I AS ENUM (%s);', o.typname, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)) AS sql
     FROM pg_type o JOIN pg_namespace n ON n.oid = o.typnamespace JOIN pg_enum e ON e.enumtypid = o.oid
     WHERE ${IN_PUBLIC} GROUP BY o.typname ORDER BY o.typname`,
  ],
  [
    'Sequences',
    `SELECT format('CREATE SEQUENCE %I AS %s;', sequencename, data_type) AS sql FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename`,
  ],
  [
    'Tables',
    `SELECT format(E'CREATE TABLE %I (\\n%s\\n);%s', o.relname,
       (SELECT string_agg(line, E',\\n' ORDER BY kind, name) FROM (
         SELECT 1 AS kind, a.attname::text AS name, format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
           || CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %s', a.attcollation::regcollation) ELSE '' END
           || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
           || CASE WHEN a.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(f.adbin, f.adrelid))
                   WHEN a.attidentity <> '' THEN ' GENERATED AS IDENTITY'
                   WHEN f.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(f.adbin, f.adrelid) ELSE '' END AS line
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
         WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
         UNION ALL
         SELECT 2, c.conname, format('  CONSTRAINT %I %s', c.conname, pg_get_constraintdef(c.oid)) FROM pg_constraint c
         WHERE c.conrelid = o.oid AND c.contype <> 'n') lines),
       CASE WHEN o.relrowsecurity AND o.relforcerowsecurity THEN '' ELSE ' -- without forced row-level security' END) AS sql
     FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace
     WHERE ${IN_PUBLIC} AND o.relkind IN ('r', 'p') AND o.relname NOT IN ${BOOKKEEPING} ORDER BY o.relname`,
  ],
  [
    'Indexes',
    `SELECT pg_get_indexdef(i.indexrelid) || ';' AS sql FROM pg_index i JOIN pg_class o ON o.oid = i.indrelid JOIN pg_namespace n ON n.oid = o.relnamespace
     WHERE ${IN_PUBLIC} AND o.relname NOT IN ${BOOKKEEPING} AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`,
  ],
  [
    'Functions',
    `SELECT rtrim(pg_get_functiondef(o.oid), E'\\n') || ';' AS sql FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace
     WHERE ${IN_PUBLIC} AND o.prokind = 'f' AND ${NOT_OURS} ORDER BY o.oid::regprocedure::text`,
  ],
  [
    'Triggers',
    `SELECT pg_get_triggerdef(t.oid) || ';' AS sql FROM pg_trigger t JOIN pg_class o ON o.oid = t.tgrelid JOIN pg_namespace n ON n.oid = o.relnamespace
     WHERE ${IN_PUBLIC} AND NOT t.tgisinternal ORDER BY o.relname, t.tgname`,
  ],
  [
    'Policies',
    `SELECT format('CREATE POLICY %I ON %I FOR %s TO %s%s%s;', policyname, tablename, cmd, array_to_string(roles, ', '),
       E'\\n  USING (' || qual || ')', E'\\n  WITH CHECK (' || with_check || ')') AS sql
     FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`,
  ],
  [
    'Grants',
    `SELECT format('GRANT %s ON %s%s TO %s;', string_agg(what, ', ' ORDER BY what), kind, name, grantee) AS sql FROM (
       SELECT '' AS kind, o.relname::text AS name, a.grantee::regrole::text AS grantee, a.privilege_type AS what
       FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace, aclexplode(o.relacl) a
       WHERE ${IN_PUBLIC} AND o.relkind IN ('r', 'p') AND a.grantee <> o.relowner
       UNION ALL
       SELECT 'SEQUENCE ', o.relname, a.grantee::regrole::text, a.privilege_type
       FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace, aclexplode(o.relacl) a
       WHERE ${IN_PUBLIC} AND o.relkind = 'S' AND a.grantee <> o.relowner
       UNION ALL
       SELECT '', o.relname, g.grantee::regrole::text, g.privilege_type || ' (' || string_agg(quote_ident(c.attname), ', ' ORDER BY c.attname) || ')'
       FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace JOIN pg_attribute c ON c.attrelid = o.oid, aclexplode(c.attacl) g
       WHERE ${IN_PUBLIC} AND NOT c.attisdropped GROUP BY o.relname, g.grantee, g.privilege_type) g
     GROUP BY kind, name, grantee ORDER BY kind, name, grantee`,
  ],
]

/**
 * The whole schema of a database as SQL: tables, types, indexes, functions, triggers, policies and grants, read from the
 * catalogue and sorted, so that two databases with the same structure print the same text.
 */
export async function printStructure(client: pg.Client): Promise<string> {
  let printed = '-- Printed by `pnpm generate` from a migrated database. Never edit it by hand.\n'
  for (const [title, query] of SECTIONS) {
    // One connection: the queries would wait for each other anyway.
    const { rows } = await client.query<{ sql: string }>(query)
    if (rows.length > 0) printed += `\n-- ─── ${title} ───\n\n${rows.map(({ sql }) => sql).join('\n')}\n`
  }
  return printed
}
