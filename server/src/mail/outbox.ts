import { randomUUID } from 'node:crypto'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import type { Mail } from '../platform/mail/mailer.ts'

/** The delays between attempts grow up to six hours: the last of twelve is about 16 hours after the first. */
export const MAX_ATTEMPTS = 12

/** A mail to put into the outbox. */
export interface NewMail extends Omit<Mail, 'id'> {
  /** What it is about: `invitation`, `notifications`, … */
  kind: string
  /** The recipient; null for a person without an account. */
  userId: string | null
  invitationId?: string
  /** The invitation to a shop whose link it contains. */
  shopInvitationId?: string
}

const add =
  statement(`INSERT INTO mail_outbox (id, kind, user_id, invitation_id, recipient, subject, body, html, headers)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
const addForShop =
  statement(`INSERT INTO mail_outbox (id, kind, shop_invitation_id, recipient, subject, body, html, headers)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
const addForPerson = statement(`INSERT INTO mail_outbox (id, kind, user_id, recipient, subject, body, html, headers)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
/** What the problem of a mail ends with while its job is still going to try again. */
export const TRIED_AGAIN = 'it will be tried again'

const removeOld = statement(`DELETE FROM mail_outbox WHERE created_at < now() - interval '30 days'`)
const oldest = statement<{ seconds: number }>(`
  SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS seconds FROM mail_outbox
  WHERE problem IS NULL OR problem LIKE '%; ${TRIED_AGAIN}'`)
const waiting = statement<Waiting & Record<string, unknown>>(
  'SELECT id, invitation_id AS "invitationId" FROM mail_outbox',
)

/** Stores a mail in the outbox and adds the job that sends it, both with the current operation. Returns its id. */
export async function addMail(mail: NewMail): Promise<string> {
  const { kind, userId, invitationId, shopInvitationId, to, subject, text, html, ...headers } = mail
  const id = randomUUID()
  const content = [to, subject, text, html ?? null, JSON.stringify(headers)]
  if (invitationId) await add.rows(id, kind, userId, invitationId, ...content)
  else if (shopInvitationId) await addForShop.rows(id, kind, shopInvitationId, ...content)
  else await addForPerson.rows(id, kind, userId, ...content)
  await sendMailSoon({ id, invitationId })
  return id
}

interface Waiting {
  id: string
  invitationId?: string | null | undefined
}

// A mail with a new link replaces the previous one, and so does its job.
function sendMailSoon({ id, invitationId }: Waiting, options: { keepExisting?: boolean } = {}): Promise<void> {
  const key = invitationId ? `invitation:${invitationId}` : `mail:${id}`
  return addJob('send_mail', { mailId: id }, { key, maxAttempts: MAX_ATTEMPTS, ...options })
}

/** Removes mails that could not be sent within a month, as maintenance. */
export async function removeUnsentMails(): Promise<void> {
  await removeOld.rows()
}

/** Adds the jobs of mails that have none, as maintenance: mails stored before this queue existed. */
export async function addMissingMailJobs(): Promise<void> {
  for (const mail of await waiting.rows()) await sendMailSoon(mail, { keepExisting: true })
}

/** The age of the oldest mail that waits to be sent, in seconds; 0 without one. Mails that were given up do not count. */
export async function oldestMailSeconds(): Promise<number> {
  return (await oldest.first())!.seconds
}
