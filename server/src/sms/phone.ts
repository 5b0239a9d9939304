import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { LANGUAGE_OF, textsOf } from '../languages/languages.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { addText } from './outbox.ts'
import type { SmsDesk } from './settings.ts'

/** The limits of codes for one person in an hour, and for one number in a day. */
const CODES_MAX = 5
const ATTEMPTS_MAX = 5

/** The viewer's phone number, once it is verified. */
export interface Phone {
  number: string
  isStopped: boolean
}

const read = statement<Phone & Record<string, unknown>>(`
  SELECT phone AS number, texts_stopped_at IS NOT NULL AS "isStopped" FROM notification_settings
  WHERE user_id = (SELECT viewer_id()) AND phone_verified_at IS NOT NULL`)
// One after the other, so that many requests at once cannot exceed the limits.
const takeTurn = statement(`SELECT pg_advisory_xact_lock(hashtext('phone codes'))`)
const recent = statement<{ own: number; toNumber: number }>(`
  SELECT count(*) FILTER (WHERE user_id = $1 AND created_at > now() - interval '1 hour')::int AS own,
    count(*) FILTER (WHERE phone = $2 AND created_at > now() - interval '1 day')::int AS "toNumber" FROM phone_codes`)
const languageOf = statement<{ language: string | null }>(`SELECT ${LANGUAGE_OF} FROM users WHERE id = $1`)
const addCode = statement(
  'INSERT INTO phone_codes (user_id, phone, code_hash, created_at) VALUES ($1, $2, $3, clock_timestamp())',
)
const latest = statement<{ phone: string; code_hash: Buffer }>(`
  UPDATE phone_codes SET attempts = attempts + 1 WHERE id = (
    SELECT id FROM phone_codes WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1)
  AND attempts < ${ATTEMPTS_MAX} AND created_at > clock_timestamp() - interval '10 minutes' RETURNING phone, code_hash`)
const verify = statement(`
  WITH used AS (UPDATE phone_codes SET attempts = ${ATTEMPTS_MAX} WHERE user_id = $1)
  INSERT INTO notification_settings (user_id, phone, phone_verified_at) VALUES ($1, $2, now())
  ON CONFLICT (user_id) DO UPDATE SET phone = excluded.phone, phone_verified_at = excluded.phone_verified_at, texts_stopped_at = NULL`)
const remove = statement(`
  WITH settings AS (UPDATE notification_settings SET phone = NULL, phone_verified_at = NULL, texts_stopped_at = NULL
    WHERE user_id = $1 AND phone = $2 RETURNING user_id)
  UPDATE notification_deliveries d SET status = 'cancelled', reason = 'no_phone', settled_at = clock_timestamp()
  FROM settings WHERE d.user_id = settings.user_id AND channel = 'sms' AND status = 'pending'`)

interface Deps {
  pools: Pools
  sms: SmsDesk | null
}

/** The viewer's own number; null without a verified one. */
export async function readPhone(): Promise<Phone | null> {
  return (await read.first()) ?? null
}

// As maintenance: people can neither mark their own number as verified nor read their own code.
const asMaintenance = <T>({ pools }: Deps, work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)

/** Sends a code to a number that the viewer has entered. */
export async function requestPhoneCode(deps: Deps, viewer: Viewer, entered: string): Promise<void> {
  const { sms } = deps
  if (!sms) throw new UserError('CONFLICT', 'This desk sends no text messages.')
  // With the first number: the rules of all countries take memory.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const number = entered.length <= 40 ? parsePhoneNumberFromString(entered, { extract: false }) : undefined
  if (!number?.isValid()) throw invalid('phone', 'Enter a phone number with its country code, like +49 1512 3456789.')
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const phone = number.number
  await asMaintenance(deps, async () => {
    await takeTurn.rows()
    const { own, toNumber } = (await recent.first(viewer.id, phone))!
    if (own >= CODES_MAX || toNumber >= CODES_MAX) throw invalid('phone', 'Too many codes were sent. Try again later.')
    await addCode.rows(viewer.id, phone, hashOf(sms, viewer, phone, code))
    const language = (await languageOf.first(viewer.id))?.language
    const body = textsOf(language).sms.code(code, sms.name)
    await addText({ userId: viewer.id, kind: 'code', phone, body })
  })
}

/** Verifies the viewer's number with the code that was sent to it. A code can be tried five times. */
export async function confirmPhone(deps: Deps, viewer: Viewer, code: string): Promise<void> {
  const { sms } = deps
  if (!sms) throw new UserError('CONFLICT', 'This desk sends no text messages.')
  // A wrong attempt is committed: it counts.
  const isRight = await asMaintenance(deps, async () => {
    const sent = await latest.first(viewer.id)
    if (!sent || !timingSafeEqual(sent.code_hash, hashOf(sms, viewer, sent.phone, code.replaceAll(/\s/g, ''))))
      return false
    await verify.rows(viewer.id, sent.phone)
    return true
  })
  if (!isRight) throw invalid('code', 'This code is wrong or has expired. Ask for a new one if it does not work.')
}

/** Forgets the viewer's number, if this is it. */
export async function removePhone(deps: Deps, viewer: Viewer, phone: string): Promise<void> {
  await asMaintenance(deps, () => remove.rows(viewer.id, phone))
}

const hashOf = ({ key }: SmsDesk, { id }: Viewer, phone: string, code: string): Buffer =>
  createHmac('sha256', key).update(`${id} ${phone} ${code}`).digest()

const invalid = (field: string, message: string): UserError => new UserError('VALIDATION', message, ['input', field])
