import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canChangeMacro, type MacroFacts } from './policy.ts'

const facts = statement<MacroFacts & Record<string, unknown>>(
  `SELECT owner_id AS "ownerId", is_shared AS "isShared" FROM macros WHERE id = $1`,
)
const remove = statement('DELETE FROM macros WHERE id = $1 RETURNING id')

/** Deletes a macro. Messages sent with it are kept. Throws NOT_FOUND and FORBIDDEN. */
export async function deleteMacro(viewer: Viewer, id: string): Promise<void> {
  staffOnly(viewer)
  const macro = await facts.first(id || null)
  if (!macro) throw notFound('macro', 'id')
  if (!canChangeMacro(viewer, macro))
    throw new UserError('FORBIDDEN', 'Only its owner and admins can delete a shared macro.')
  // The owner may have deleted it, or stopped sharing it, since it was read.
  if (!(await remove.first(id))) throw notFound('macro', 'id')
}
