import type { TagColor } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canManageTags } from './policy.ts'

/** What the desk knows of a tag. */
export interface DeskTag {
  name: string
  color: TagColor | null
  /** What it was called before; tags that were merged into it are among them. */
  formerNames: string[]
}

/** A tag with the number of tickets that use it and that the viewer can see. */
export interface TagUse {
  tag: DeskTag
  ticketCount: number
  openCount: number
}

/** The columns of `desk_tags` as a DeskTag. */
export const COLUMNS = 'name, color, former_names AS "formerNames"'
const coloured = statement<DeskTag & Record<string, unknown>>(
  `SELECT ${COLUMNS} FROM desk_tags WHERE color IS NOT NULL ORDER BY name ${BY_NAME} LIMIT 1000`,
)
const byIds = statement<DeskTag & { id: string } & Record<string, unknown>>(
  `SELECT id, ${COLUMNS} FROM desk_tags WHERE id = ANY ($1::uuid[])`,
)
const uses = statement<DeskTag & { ticketCount: number; openCount: number } & Record<string, unknown>>(`
  WITH used AS (
    SELECT u.tag, count(*)::int AS n, (count(*) FILTER (WHERE NOT has_ended(t.status)))::int AS open FROM support_tickets t, unnest(t.tags) AS u (tag) GROUP BY 1),
  named AS (
    SELECT tag FROM used UNION SELECT name FROM desk_tags
    UNION SELECT unnest(add_tags || remove_tags) FROM macros
    UNION SELECT jsonb_array_elements_text(filter -> 'tags') FROM saved_views WHERE jsonb_typeof(filter -> 'tags') = 'array')
  SELECT n.tag AS name, d.color, coalesce(d.former_names, '{}') AS "formerNames", coalesce(u.n, 0) AS "ticketCount", coalesce(u.open, 0) AS "openCount"
  FROM named n LEFT JOIN used u USING (tag) LEFT JOIN desk_tags d ON d.name = n.tag
  WHERE search_key(n.tag) LIKE search_pattern($1) ORDER BY coalesce(u.n, 0) DESC, n.tag ${BY_NAME} LIMIT $2 OFFSET $3`)
const known = statement<{ isKnown: boolean }>(`
  SELECT EXISTS (SELECT FROM support_tickets WHERE tags @> ARRAY[$1::text]) OR EXISTS (SELECT FROM desk_tags WHERE name = $1)
    OR EXISTS (SELECT FROM macros WHERE $1 = ANY (add_tags || remove_tags)) OR EXISTS (SELECT FROM saved_views WHERE filter -> 'tags' ? $1) AS "isKnown"`)
const lock = statement('SELECT pg_advisory_xact_lock(tags_lock())')

/** The tags that have a colour. */
export function readColouredTags(): Promise<DeskTag[]> {
  return coloured.rows()
}

/** What is known of the tags with these ids. */
export function readDeskTags(ids: readonly string[]): Promise<(DeskTag & { id: string })[]> {
  return byIds.rows(ids)
}

/** The tags of the desk that contain `text`, most used first: those of tickets, macros and views that the viewer can see. */
export async function readTagUses(text: string, limit: number, offset: number): Promise<TagUse[]> {
  const rows = await uses.rows(text, limit, offset)
  return rows.map(({ ticketCount, openCount, ...tag }) => ({ tag, ticketCount, openCount }))
}

/** Whether something that the viewer can see uses this tag. */
export async function isKnownTag(tag: string): Promise<boolean> {
  return (await known.first(tag))!.isKnown
}

/**
 * Begins a change of a tag everywhere: admins only. Waits for operations that are setting tags, and lets none begin until this one ends.
 * Throws FORBIDDEN, and NOT_FOUND for a tag that nothing uses.
 */
export async function lockTag(viewer: Viewer, tag: string): Promise<void> {
  if (!canManageTags(viewer)) throw new UserError('FORBIDDEN', 'Only admins can change tags everywhere.')
  await lock.rows()
  if (!(await isKnownTag(tag))) throw notFound('tag', 'tag')
}
