import type { DeskAccent, DeskPrivacy, SignUp } from '../generated/prisma/client.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { statement } from '../platform/database/statement.ts'
import { checkTimeZone } from '../platform/timeZone.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { DISPUTE_COLUMNS, type DisputeSettings, setDisputes } from './disputeSettings.ts'
import { canSetDesk } from './policy.ts'

/** The desk's settings. */
export interface DeskSettings extends DisputeSettings {
  /** The minutes of absence after which a staff member's claims are released; null for never. */
  claimKeptMinutes: number | null
  /** Whether the location is removed from uploaded pictures and videos. */
  removeLocation: boolean
  /** The language whose word forms the search knows, as PostgreSQL calls it; "simple" for none. */
  searchLanguage: string
  /** The IANA name of the time zone whose days analytics counts. */
  timeZone: string
  /** The hours after a ticket's resolution after which its requester is asked for a rating; null for never. */
  ratingDelayHours: number | null
  /** Who may create an account of a buyer without an invitation. */
  signUp: SignUp
  /** For `domains`: those of the email addresses that may. */
  signUpDomains: string[]
  /** Whether staff need a second factor. */
  staffSecondFactor: boolean
  /** In a private desk: whether the texts of unclaimed tickets can be read. */
  queueReadable: boolean
  /** How many daily backups of the embedded database are kept; 0 for none. */
  backupsKept: number
  /** The desk's name; null for the default. */
  name: string | null
  /** The colour of buttons and of what is selected. */
  accent: DeskAccent
  /** What the roles are called; null for DESK_PROFILE. */
  profile: 'marketplace' | 'counselling' | null
  /** The sender of mails; null for MAIL_FROM. */
  senderAddress: string | null
  /** For how many minutes authors can delete their own messages; 0 for never. */
  messageDeletionMinutes: number
}

/** The settings, and how the daily backups went. */
export interface DeskState extends DeskSettings {
  /** Which tickets staff see: what the environment says. */
  privacy: DeskPrivacy
  lastBackupAt: Date | null
  /** Why a later backup failed. */
  lastBackupProblem: string | null
}

/** The longest time that a claim can be kept, in minutes: a week. */
const KEPT_MAX = 7 * 24 * 60
/** The latest that people can be asked for a rating, in hours: after 30 days. */
const RATING_DELAY_MAX = 30 * 24
const DOMAINS_MAX = 100
/** The most daily backups that can be kept. */
const BACKUPS_MAX = 365
const NAME_MAX = 60
/** The longest period in which authors can delete their messages, in minutes: 30 days. */
const DELETION_MAX = 30 * 24 * 60

const read = statement<DeskState & Record<string, unknown>>(
  `SELECT claim_kept_minutes AS "claimKeptMinutes", remove_location AS "removeLocation", search_language AS "searchLanguage",
    time_zone AS "timeZone", rating_delay_hours AS "ratingDelayHours", sign_up AS "signUp", sign_up_domains AS "signUpDomains", staff_second_factor AS "staffSecondFactor", privacy, queue_readable AS "queueReadable", backups_kept AS "backupsKept",
    desk_name AS name, accent, profile, sender_address AS "senderAddress", message_deletion_minutes AS "messageDeletionMinutes", ${DISPUTE_COLUMNS}, last_backup_at AS "lastBackupAt",
    last_backup_problem AS "lastBackupProblem" FROM desk_settings`,
)
const writeKept = statement('UPDATE desk_settings SET claim_kept_minutes = $1')
const writeTimeZone = statement('UPDATE desk_settings SET time_zone = $1')
const writeRatingDelay = statement('UPDATE desk_settings SET rating_delay_hours = $1')
const writeSignUp = statement(
  'UPDATE desk_settings SET sign_up = coalesce($1, sign_up), sign_up_domains = coalesce($2, sign_up_domains)',
)
const writeSecondFactor = statement('UPDATE desk_settings SET staff_second_factor = $1')
const hasSecondFactor = statement('SELECT FROM users WHERE id = $1 AND two_factor_enabled')
const writeDeletion = statement('UPDATE desk_settings SET message_deletion_minutes = $1')
const writeBackups = statement('UPDATE desk_settings SET backups_kept = $1')
const writeQueue = statement('UPDATE desk_settings SET queue_readable = $1')
const writeLocation = statement('UPDATE desk_settings SET remove_location = $1')

const writeName = statement('UPDATE desk_settings SET desk_name = $1')
const writeAccent = statement('UPDATE desk_settings SET accent = $1')
const writeProfile = statement('UPDATE desk_settings SET profile = $1')
const writeSender = statement('UPDATE desk_settings SET sender_address = $1')

// PostgreSQL has a dictionary of the word forms of each language.
const writeLanguage = statement<{ id: boolean }>(`
  UPDATE desk_settings SET search_language = $1
  WHERE $1 = 'simple' OR EXISTS (SELECT 1 FROM pg_ts_dict d JOIN pg_ts_config c ON d.dictname = c.cfgname || '_stem' WHERE c.cfgname = $1) RETURNING id`)

/** The current settings; null for people who may not see them. */
export async function readSettings(): Promise<DeskState | null> {
  return (await read.first()) ?? null
}

type Change = { [K in keyof DeskSettings]?: DeskSettings[K] | null | undefined }

/** Changes the given settings. Admins only. */
export async function setDeskSettings(
  viewer: Viewer,
  {
    claimKeptMinutes: minutes,
    removeLocation,
    searchLanguage,
    timeZone,
    ratingDelayHours: hours,
    signUp,
    signUpDomains,
    staffSecondFactor,
    backupsKept,
    queueReadable,
    messageDeletionMinutes: deletion,
    ...rest
  }: Change,
): Promise<void> {
  if (!canSetDesk(viewer)) throw new UserError('FORBIDDEN', 'Only admins can change the desk settings.')
  // First: it holds the teams, before the row of the settings is locked.
  await setDisputes(rest)
  await setIdentity(rest)
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
  if (backupsKept != null && (backupsKept < 0 || backupsKept > BACKUPS_MAX))
    throw new UserError('VALIDATION', `Enter 0 to ${BACKUPS_MAX} backups.`, ['input', 'backupsKept'])
  if (deletion != null && (deletion < 0 || deletion > DELETION_MAX))
    throw new UserError('VALIDATION', `Enter 0 to ${DELETION_MAX} minutes.`, ['input', 'messageDeletionMinutes'])
  if (searchLanguage != null && !(await writeLanguage.first(searchLanguage)))
    throw new UserError('VALIDATION', 'The search does not know this language.', ['input', 'searchLanguage'])
  // Of several changes in a row, each is indexed.
  if (searchLanguage != null) await addJob('reindex_search', {})
  if (timeZone != null) await checkTimeZone(timeZone)
  if (minutes !== undefined) await writeKept.rows(minutes)
  if (hours !== undefined) await writeRatingDelay.rows(hours)
  if (backupsKept != null) await writeBackups.rows(backupsKept)
  if (deletion != null) await writeDeletion.rows(deletion)
  if (removeLocation != null) await writeLocation.rows(removeLocation)
  if (queueReadable != null) await writeQueue.rows(queueReadable)
  if (timeZone != null) await writeTimeZone.rows(timeZone)
  if (staffSecondFactor && !(await hasSecondFactor.first(viewer.id)))
    throw new UserError('CONFLICT', 'Set up your own second factor first, on your account page.', [
      'input',
      'staffSecondFactor',
    ])
  if (staffSecondFactor != null) await writeSecondFactor.rows(staffSecondFactor)
  if (signUp != null || signUpDomains != null)
    await writeSignUp.rows(signUp ?? null, signUpDomains == null ? null : domainsIn(signUpDomains))
}

/** Changes how the desk presents itself. */
async function setIdentity(change: Pick<Change, 'name' | 'accent' | 'profile' | 'senderAddress'>): Promise<void> {
  const { name, accent, profile, senderAddress } = change
  // An empty field stands for the default, like null.
  if (name !== undefined)
    await writeName.rows(checkedLine(name ?? '', { field: 'name', max: NAME_MAX, optional: true }) || null)
  if (senderAddress !== undefined) await writeSender.rows(senderAddress?.trim() ? senderIn(senderAddress) : null)
  if (accent != null) await writeAccent.rows(accent)
  if (profile !== undefined) await writeProfile.rows(profile)
}

function senderIn(text: string): string {
  const address = normalizeEmail(text)
  if (!address) throw new UserError('VALIDATION', 'This is not an email address.', ['input', 'senderAddress'])
  return address
}

/** Domains in the form in which addresses are stored. Throws a UserError. */
function domainsIn(texts: readonly string[]): string[] {
  const path = ['input', 'signUpDomains']
  if (texts.length > DOMAINS_MAX) throw new UserError('VALIDATION', `Enter at most ${DOMAINS_MAX} domains.`, path)
  return texts.map((text) => {
    const domain = normalizeEmail(`x@${text.trim().replace(/^@/, '')}`)?.slice(2)
    if (!domain) throw new UserError('VALIDATION', `“${text}” is not a domain like shop.example.`, path)
    return domain
  })
}
