import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import type { TestApp } from './testApp.ts'

/**
 * Where any of these words is stored: every table of the desk and of the job queue in which a row contains it in any column
 * (bytes too), and every file of the data directory (stored mails are decoded).
 */
export async function tracesOf(app: TestApp, words: readonly string[]): Promise<string[]> {
  const tables = await app.sql<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker') and tablename !~ '^_p'
    union all select 'graphile_worker._private_jobs'`)
  const found: string[] = []
  for (const { name } of tables) {
    for (const word of words) {
      const rows = await app.sql(
        `select from ${name} t where strpos(lower(t::text), lower($1)) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0 limit 1`,
        [word],
      )
      if (rows.length > 0) found.push(`${name.replace('public.', '')}: ${word}`)
    }
  }
  for (const file of readdirSync(app.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = readFileSync(path.join(file.parentPath, file.name))
    const text = file.name.endsWith('.eml') ? JSON.stringify(await simpleParser(bytes)) : bytes.toString('latin1')
    for (const word of words)
      if (`${file.name}\n${text}`.toLowerCase().includes(word.toLowerCase()))
        found.push(`file ${path.basename(file.parentPath)}: ${word}`)
  }
  return [...new Set(found)].toSorted()
}
