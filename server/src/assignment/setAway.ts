import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockWorkSettings } from './lockWorkSettings.ts'
import { canSetAway } from './policy.ts'

/** The maximum length of a note, in UTF-16 code units. */
const NOTE_MAX = 80

const remove = statement('DELETE FROM time_off WHERE user_id = $1 AND is_away')
const insert = statement(`
  INSERT INTO time_off (user_id, starts_at, ends_at, note, is_away) VALUES ($1, now(), coalesce($2, 'infinity'::timestamptz), $3, true)`)

/** Staff say that they are away from now on, instead of what they said before; or that they are back. */
export async function setAway(
  viewer: Viewer,
  input: { away: boolean; until?: Date | null; note?: string | null },
): Promise<void> {
  if (!canSetAway(viewer)) throw new UserError('FORBIDDEN', 'Only staff have an away status.')
  const note = input.note?.trim() ? checkedLine(input.note, { field: 'note', max: NOTE_MAX }) : null
  if (input.away && input.until && input.until <= new Date())
    throw new UserError('VALIDATION', 'This time is over.', ['input', 'until'])
  await lockWorkSettings(viewer.id)
  await remove.rows(viewer.id)
  if (input.away) await insert.rows(viewer.id, input.until ?? null, note)
}
