import type { TestApp } from '../testApp.ts'

/** Rows that the desk removes by itself some time after they were marked. */
const PENDING_DELETION: Record<string, string> = { attachments: `where state <> 'pending_deletion'` }

/**
 * A checksum of every table, which is the same if nothing was written (times of the last visit and use, and recorded denials
 * are excluded).
 */
export async function checksum(app: Pick<TestApp, 'sql'>): Promise<string> {
  const tables = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'audit_log' order by 1`,
  )
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(sum(hashtextextended((to_jsonb(t) - '{last_seen_at,last_used_at}'::text[])::text, 0)), 0)::text as sum from ${name} t ${PENDING_DELETION[name] ?? ''}`,
  )
  return JSON.stringify(await app.sql(sums.join(' union all ') + ' order by 1'))
}
