import { record } from '../audit/record.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { TAG_MAX } from '../tickets/tags.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type DeskTag, isKnownTag, lockTag } from './deskTag.ts'
import { moveDeskTag } from './moveDeskTag.ts'
import { replaceTag } from './replaceTag.ts'

/**
 * Renames a tag everywhere. Admins only. Throws VALIDATION, FORBIDDEN, NOT_FOUND, and CONFLICT if there is a tag with the new name: only
 * `mergeTags` puts two together.
 */
export async function renameTag(viewer: Viewer, input: { tag: string; name: string }): Promise<DeskTag> {
  const name = checkedLine(input.name, { field: 'name', max: TAG_MAX })
  await lockTag(viewer, input.tag)
  if (name !== input.tag && (await isKnownTag(name)))
    throw new UserError('CONFLICT', 'There is a tag with this name. Merge the two instead.', ['input', 'name'])
  if (name === input.tag) throw new UserError('VALIDATION', 'Enter another name.', ['input', 'name'])
  await replaceTag(input.tag, name)
  const renamed = await moveDeskTag(input.tag, name)
  await record('tag_changed', { change: 'renamed', tag: input.tag, into: name })
  return renamed
}
