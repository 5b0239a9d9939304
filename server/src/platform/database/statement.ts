import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import { currentOperation } from './operation.ts'

/** A prepared SQL statement: planned once a connection, run under the current operation's identity. */
interface Statement<Row extends pg.QueryResultRow> {
  rows(...values: unknown[]): Promise<Row[]>
  first(...values: unknown[]): Promise<Row | undefined>
}

/** Statements generated from a filter recur: hashing them again would cost more than a lookup. */
const known = new LRUCache<string, Statement<any>>({ max: 500 })

/** Prepares `text` (with $1, $2 …) under a name derived from it. */
export function statement<Row extends pg.QueryResultRow>(text: string): Statement<Row> {
  const made = known.get(text) ?? prepare<Row>(text)
  known.set(text, made)
  return made
}

function prepare<Row extends pg.QueryResultRow>(text: string): Statement<Row> {
  const name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
  const rows = async (...values: unknown[]) => (await currentOperation().query<Row>({ name, text, values })).rows
  return { rows, first: async (...values) => (await rows(...values))[0] }
}

const forValues = statement('SET LOCAL plan_cache_mode = force_custom_plan')

/** Plans the later statements of this operation for their values: a filter's best plan depends on them. */
export async function planForValues(): Promise<void> {
  await forValues.rows()
}
