import { record } from '../audit/record.ts'
import type { TagColor } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { COLUMNS, type DeskTag, lockTag } from './deskTag.ts'

const write = statement<DeskTag & Record<string, unknown>>(`
  INSERT INTO desk_tags (name, color) VALUES ($1, $2::tag_color) ON CONFLICT (name) DO UPDATE SET color = excluded.color
  RETURNING ${COLUMNS}`)

/** Sets the colour in which a tag is shown; null for none. Admins only. Throws FORBIDDEN and NOT_FOUND. */
export async function setTagColor(
  viewer: Viewer,
  { tag, color }: { tag: string; color?: TagColor | null },
): Promise<DeskTag> {
  await lockTag(viewer, tag)
  const coloured = (await write.first(tag, color ?? null))!
  await record('tag_changed', { change: 'coloured', tag, color: color ?? null })
  return coloured
}
