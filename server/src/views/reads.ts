import { audienceScopeOf } from '../log/audienceScope.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Filter, filterSql, Parameters } from '../tickets/filter.ts'
import type { Order } from '../tickets/listSql.ts'

/** A named filter and order. */
export interface SavedView {
  id: string
  ownerId: string
  name: string
  shared: boolean
  filter: Filter
  order: Order
}

/** The limit up to which a view's tickets are counted; larger numbers would not fit into the rail. */
const COUNTED_MAX = 1_000

const columns = `id, owner_id AS "ownerId", name, shared, filter,
  jsonb_build_object('field', sort_field, 'direction', sort_direction) AS "order"`
const mine = statement<SavedView & Record<string, unknown>>(
  `SELECT ${columns} FROM saved_views ORDER BY shared, name ${BY_NAME}, id LIMIT 200`,
)
const byIds = statement<SavedView & Record<string, unknown>>(
  `SELECT ${columns} FROM saved_views WHERE id = ANY ($1::uuid[])`,
)

/** The viewer's own views and the shared ones, each ordered by name. */
export function readViews(): Promise<SavedView[]> {
  return mine.rows()
}

/** One of these views, or null. */
export async function readView(id: string): Promise<SavedView | null> {
  return (await readViewsOf([id]))[0] ?? null
}

/** The views with these ids that the viewer can see. */
export function readViewsOf(ids: readonly string[]): Promise<SavedView[]> {
  return byIds.rows(ids)
}

/** The number of tickets that match each filter, up to COUNTED_MAX, in one statement. */
export async function countMatches(filters: readonly Filter[]): Promise<number[]> {
  if (filters.length === 0) return []
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const counts = filters.map((filter) => {
    const where = filterSql(filter, scope, parameters)
    return `(SELECT count(*)::int FROM (SELECT FROM support_tickets t WHERE ${where} LIMIT ${COUNTED_MAX}) x)`
  })
  await planForValues()
  const row = await statement<{ counts: number[] }>(`SELECT ARRAY[${counts.join(', ')}] AS counts`).first(
    ...parameters.values,
  )
  return row!.counts
}
