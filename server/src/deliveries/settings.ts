import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type Channel, type KindGroup } from './groups.ts'

/** When a person wants to be sent notifications. Times are `HH:MM` in their time zone. */
export interface NotificationSettings {
  timeZone: string
  quietFrom: string | null
  quietUntil: string | null
  digest: 'off' | 'hourly' | 'daily'
  digestHour: number
}

/** The settings of people who have never changed theirs. */
const DEFAULTS: NotificationSettings = {
  timeZone: 'UTC',
  quietFrom: null,
  quietUntil: null,
  digest: 'off',
  digestHour: 8,
}

const read = statement<NotificationSettings & Record<string, unknown>>(`
  SELECT time_zone AS "timeZone", to_char(quiet_from, 'HH24:MI') AS "quietFrom", to_char(quiet_until, 'HH24:MI') AS "quietUntil",
    digest, digest_hour AS "digestHour" FROM notification_settings WHERE user_id = (SELECT viewer_id())`)
const write = statement(`
  INSERT INTO notification_settings (user_id, time_zone, quiet_from, quiet_until, digest, digest_hour)
  VALUES ($1, $2, $3::time, $4::time, $5::digest_interval, $6)
  ON CONFLICT (user_id) DO UPDATE SET time_zone = excluded.time_zone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
    digest = excluded.digest, digest_hour = excluded.digest_hour`)
const prefer = statement(`
  INSERT INTO notification_preferences (user_id, kind_group, channel, enabled)
  SELECT $1::uuid, g, $3::notification_channel, $4::boolean FROM unnest($2::text[]) AS g
  ON CONFLICT (user_id, kind_group, channel) DO UPDATE SET enabled = excluded.enabled`)
const chosen = statement<{ kindGroup: KindGroup; channel: Channel; enabled: boolean }>(
  `SELECT kind_group AS "kindGroup", channel, enabled FROM notification_preferences WHERE user_id = (SELECT viewer_id())`,
)
const available = statement<{ channel: Channel }>('SELECT channel FROM notification_channels')
const redecide = statement('SELECT redecide_own_deliveries()')

/** The viewer's own settings. */
export async function readSettings(): Promise<NotificationSettings> {
  return (await read.first()) ?? DEFAULTS
}

/** What the viewer has chosen, apart from the defaults. */
export function readChosen(): Promise<{ kindGroup: KindGroup; channel: Channel; enabled: boolean }[]> {
  return chosen.rows()
}

/** The channels on which this desk sends. */
export async function readAvailable(): Promise<Channel[]> {
  return (await available.rows()).map(({ channel }) => channel)
}

/** Changes when the viewer is sent notifications. What waits is moved accordingly. */
export async function updateNotificationSettings(viewer: Viewer, input: NotificationSettings): Promise<void> {
  if (!isTimeZone(input.timeZone)) throw invalid('timeZone', 'This is not a time zone.')
  if ((input.quietFrom === null) !== (input.quietUntil === null))
    throw invalid('quietUntil', 'Quiet hours need a start and an end.')
  for (const field of ['quietFrom', 'quietUntil'] as const)
    if (input[field] !== null && !TIME.test(input[field])) throw invalid(field, 'Enter a time like 22:00.')
  if (!Number.isInteger(input.digestHour) || input.digestHour < 0 || input.digestHour > 23)
    throw invalid('digestHour', 'The hour is from 0 to 23.')
  const { timeZone, quietFrom, quietUntil, digest, digestHour } = input
  await write.rows(viewer.id, timeZone, quietFrom, quietUntil, digest, digestHour)
  await redecide.rows()
}

/** Turns groups of notifications on or off on a channel, for the current identity's person. */
export async function setNotificationPreference(
  userId: string,
  input: { groups: readonly KindGroup[]; channel: Channel; enabled: boolean },
): Promise<void> {
  await prefer.rows(userId, input.groups, input.channel, input.enabled)
  await redecide.rows()
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

function isTimeZone(name: string): boolean {
  // PostgreSQL also takes offsets and abbreviations, which know no daylight saving time.
  return (
    name === 'UTC' || (/^[A-Z][\w+-]*(\/[\w+-]+)+$/.test(name) && Intl.supportedValuesOf('timeZone').includes(name))
  )
}

const invalid = (field: string, message: string): UserError => new UserError('VALIDATION', message, ['input', field])
