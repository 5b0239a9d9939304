import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'

const count = statement(`
  INSERT INTO macro_uses AS u (macro_id, user_id) SELECT id, $2 FROM macros WHERE id = $1
  ON CONFLICT (macro_id, user_id) DO UPDATE SET used = u.used + 1, last_used_at = now()`)

/** Counts a use of a macro. A deleted macro is ignored. */
export async function countUse(viewer: Pick<Viewer, 'id'>, macroId: string): Promise<void> {
  await count.rows(macroId || null, viewer.id)
}
