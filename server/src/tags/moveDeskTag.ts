import { statement } from '../platform/database/statement.ts'
import { COLUMNS, type DeskTag } from './deskTag.ts'

const move = statement<DeskTag & Record<string, unknown>>(`
  WITH was AS (DELETE FROM desk_tags WHERE name = $1 RETURNING color, former_names)
  INSERT INTO desk_tags (name, color, former_names)
  SELECT $2, (SELECT color FROM was), array_remove(coalesce((SELECT former_names FROM was), '{}') || $1::text, $2)
  ON CONFLICT (name) DO UPDATE SET color = coalesce(desk_tags.color, excluded.color),
    former_names = array_remove(desk_tags.former_names || excluded.former_names, desk_tags.name)
  RETURNING ${COLUMNS}`)
// It is a tag of its own now.
const release = statement(
  'UPDATE desk_tags SET former_names = array_remove(former_names, $1) WHERE $1 = ANY (former_names) AND name <> $1',
)

/** Moves what is known of a tag to its new name; a colour that this one has already stays. */
export async function moveDeskTag(tag: string, into: string): Promise<DeskTag> {
  await release.rows(into)
  return (await move.first(tag, into))!
}
