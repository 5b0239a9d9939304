import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSetDesk } from './policy.ts'

/** The desk's settings. */
export interface DeskSettings {
  /** The minutes of absence after which a staff member's claims are released; null for never. */
  claimKeptMinutes: number | null
  /** Whether the location is removed from uploaded pictures and videos. */
  removeLocation: boolean
  /** The hours after a ticket's resolution after which its requester is asked for a rating; null for never. */
  ratingDelayHours: number | null
}

/** The longest time that a claim can be kept, in minutes: a week. */
const KEPT_MAX = 7 * 24 * 60
/** The latest that people can be asked for a rating, in hours: after 30 days. */
const RATING_DELAY_MAX = 30 * 24

const read = statement<DeskSettings & Record<string, unknown>>(
  `SELECT claim_kept_minutes AS "claimKeptMinutes", remove_location AS "removeLocation", rating_delay_hours AS "ratingDelayHours"
   FROM desk_settings`,
)
const writeKept = statement('UPDATE desk_settings SET claim_kept_minutes = $1')
const writeRatingDelay = statement('UPDATE desk_settings SET rating_delay_hours = $1')
const writeLocation = statement('UPDATE desk_settings SET remove_location = $1')

/** The current settings; null for people who may not see them. */
export async function readSettings(): Promise<DeskSettings | null> {
  return (await read.first()) ?? null
}

/** Changes the given settings. Admins only. */
export async function setDeskSettings(
  viewer: Viewer,
  {
    claimKeptMinutes: minutes,
    removeLocation,
    ratingDelayHours: hours,
  }: { [K in keyof DeskSettings]?: DeskSettings[K] | null | undefined },
): Promise<void> {
  if (!canSetDesk(viewer)) throw new UserError('FORBIDDEN', 'Only admins can change the desk settings.')
  if (minutes != null && (minutes < 1 || minutes > KEPT_MAX))
    throw new UserError('VALIDATION', `Enter 1 to ${KEPT_MAX} minutes, or null for never.`, [
      'input',
      'claimKeptMinutes',
    ])
  if (hours != null && (hours < 0 || hours > RATING_DELAY_MAX))
    throw new UserError('VALIDATION', `Enter 0 to ${RATING_DELAY_MAX} hours, or null for never.`, [
      'input',
      'ratingDelayHours',
    ])
  if (minutes !== undefined) await writeKept.rows(minutes)
  if (hours !== undefined) await writeRatingDelay.rows(hours)
  if (removeLocation != null) await writeLocation.rows(removeLocation)
}
