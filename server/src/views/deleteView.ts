import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canChangeView, canSaveViews } from './policy.ts'
import { readView } from './reads.ts'

const remove = statement('DELETE FROM saved_views WHERE id = $1 RETURNING id')

/** Deletes a view: the viewer's own, or for admins also a shared one. */
export async function deleteView(viewer: Viewer, id: string): Promise<void> {
  if (!canSaveViews(viewer)) throw new UserError('FORBIDDEN', 'Views are for staff.')
  const view = id && (await readView(id))
  if (!view) throw notFound('view', 'viewId')
  if (!canChangeView(viewer, view))
    throw new UserError('FORBIDDEN', 'Only its owner and admins can delete a shared view.')
  // The owner may have deleted it, or stopped sharing it, since it was read.
  if (!(await remove.first(view.id))) throw notFound('view', 'viewId')
}
