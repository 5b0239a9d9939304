import { record } from '../audit/record.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type DeskTag, isKnownTag, lockTag } from './deskTag.ts'
import { moveDeskTag } from './moveDeskTag.ts'
import { replaceTag } from './replaceTag.ts'

/** Puts a tag together with another one, whose name both then have, everywhere. Admins only. Throws VALIDATION, FORBIDDEN and NOT_FOUND. */
export async function mergeTags(viewer: Viewer, { tag, into }: { tag: string; into: string }): Promise<DeskTag> {
  await lockTag(viewer, tag)
  if (tag === into) throw new UserError('VALIDATION', 'Choose another tag.', ['input', 'into'])
  if (!(await isKnownTag(into))) throw notFound('tag', 'into')
  await replaceTag(tag, into)
  const merged = await moveDeskTag(tag, into)
  await record('tag_changed', { change: 'merged', tag, into })
  return merged
}
