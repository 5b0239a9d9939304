import { audienceScopeOf } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { checkedLine } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { type Filter, filterSql, Parameters } from '../tickets/filter.ts'
import type { Order } from '../tickets/listSql.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canChangeView, canSaveViews } from './policy.ts'
import { readView } from './reads.ts'

/** The maximum length of a view's name, in UTF-16 code units, and the maximum number of views of one person. */
const NAME_MAX = 60
const VIEWS_MAX = 50

const insert = statement<{ id: string }>(`
  INSERT INTO saved_views (owner_id, name, shared, filter, sort_field, sort_direction) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`)
// Omitted fields do not change, even if another tab has just changed them.
const update = statement<{ id: string }>(`
  UPDATE saved_views SET name = coalesce($2, name), shared = coalesce($3, shared), filter = coalesce($4, filter),
    sort_field = coalesce($5, sort_field), sort_direction = coalesce($6, sort_direction) WHERE id = $1 RETURNING id`)
const owned = statement<{ count: number }>('SELECT count(*)::int AS count FROM saved_views WHERE owner_id = $1')

/** The fields of a view; for an existing view, omitted fields do not change. */
interface ViewInput {
  id?: string | null
  name?: string | null
  shared?: boolean | null
  filter?: Filter | null
  order?: Order | null
}

/** Saves a new view, or changes the one with this id. Returns its id. */
export async function saveView(viewer: Viewer, input: ViewInput): Promise<string> {
  if (!canSaveViews(viewer)) throw new UserError('FORBIDDEN', 'Views are for staff.')
  const before = input.id == null ? null : await readView(input.id)
  if (input.id != null && !before) throw notFound('view', 'id')
  if (before && !canChangeView(viewer, before))
    throw new UserError('FORBIDDEN', 'Only its owner and admins can change a shared view.')
  // An admin who made another person's view private could no longer see it.
  if (before && before.ownerId !== viewer.id && input.shared === false)
    throw new UserError('FORBIDDEN', 'Only its owner can stop sharing a view.', ['input', 'shared'])
  return before ? change(before.id, input) : create(viewer, input)
}

async function change(id: string, { name, shared, filter, order }: ViewInput): Promise<string> {
  const values = [
    name == null ? null : checkedName(name),
    shared ?? null,
    filter == null ? null : checkedFilter(filter),
    order?.field ?? null,
    order?.direction ?? null,
  ]
  const changed = await update.first(id, ...values)
  // The owner has deleted it, or stopped sharing it, since it was read.
  if (!changed) throw notFound('view', 'id')
  return changed.id
}

async function create(viewer: Viewer, { name, shared, filter, order }: ViewInput): Promise<string> {
  const { field, direction } = order ?? { field: 'UPDATED_AT', direction: 'DESC' }
  const values = [checkedName(name ?? ''), shared ?? false, checkedFilter(filter ?? {}), field, direction]
  await takeAdvisoryLock(`saved_views ${viewer.id}`)
  if ((await owned.first(viewer.id))!.count >= VIEWS_MAX)
    throw new UserError('VALIDATION', `A person can save at most ${VIEWS_MAX} views.`)
  return (await insert.first(viewer.id, ...values))!.id
}

const checkedName = (name: string): string => checkedLine(name, { field: 'name', max: NAME_MAX })

/** A filter in stored form. An invalid one is rejected now instead of whenever it is used. */
function checkedFilter(filter: Filter): string {
  filterSql(filter, audienceScopeOf(currentOperation().identity), new Parameters())
  return JSON.stringify(filter)
}
