import { record } from '../audit/record.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTag } from './deskTag.ts'
import { replaceTag } from './replaceTag.ts'

const remove = statement<{ id: string }>('DELETE FROM desk_tags WHERE name = $1 RETURNING id')
const publish = statement(`SELECT publish_change('tags', gen_random_uuid(), NULL)`)

/**
 * Removes a tag from everything that uses it. Admins only. Macros that do nothing else, and views that filter by nothing else, are deleted.
 * Throws FORBIDDEN and NOT_FOUND.
 */
export async function deleteTag(viewer: Viewer, { tag }: { tag: string }): Promise<void> {
  await lockTag(viewer, tag)
  await replaceTag(tag, null)
  // Its row would be published by a trigger.
  if (!(await remove.first(tag))) await publish.rows()
  await record('tag_changed', { change: 'deleted', tag })
}
