import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import type { JobContext } from '../platform/jobs/task.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'

/** The delays between attempts grow up to six hours: the last of twelve is about 16 hours after the first. */
const MAX_ATTEMPTS = 12

const removeAnswered = statement(`
  DELETE FROM mail_outbox m USING invitations i
  WHERE m.invitation_id = $1 AND i.id = m.invitation_id AND (i.accepted_at IS NOT NULL OR i.cancelled_at IS NOT NULL)`)
const read = statement<Mail & { id: string }>(
  `SELECT id, recipient AS "to", subject, body AS text FROM mail_outbox WHERE invitation_id = $1`,
)

// Both do nothing if the invitation's link has been replaced in the meantime: then there is another mail. The invitation is
// locked before the mail, in the same order as when it is sent again.
const sent = statement(`
  WITH invitation AS (
    SELECT i.id FROM invitations i JOIN mail_outbox m ON m.invitation_id = i.id WHERE m.id = $1 FOR NO KEY UPDATE OF i),
  mail AS (DELETE FROM mail_outbox m USING invitation i WHERE m.id = $1 AND m.invitation_id = i.id RETURNING invitation_id),
  noted AS (UPDATE invitations i SET mailed_at = now(), mail_problem = NULL FROM mail WHERE i.id = mail.invitation_id RETURNING i.id)
  SELECT publish_change('people', id, NULL) FROM noted`)
const failed = statement(`
  WITH mail AS (SELECT invitation_id FROM mail_outbox WHERE id = $1),
  noted AS (UPDATE invitations i SET mail_problem = $2 FROM mail WHERE i.id = mail.invitation_id RETURNING i.id)
  SELECT publish_change('people', id, NULL) FROM noted`)
const waiting = statement<{ id: string }>('SELECT invitation_id AS id FROM mail_outbox')

/** Adds the job that sends the mail of an invitation, with the current operation. */
export function sendInvitationSoon(invitationId: string, options: { keepExisting?: boolean } = {}): Promise<void> {
  const key = `invitation:${invitationId}`
  return addJob('send_invitation', { invitationId }, { key, maxAttempts: MAX_ATTEMPTS, ...options })
}

/**
 * Sends the mail of an invitation, if one waits in the outbox. It is sent at least once: a node that dies between the mail server's
 * reply and its own record has it sent again. The invitation shows the outcome, live. Throws if the mail server refuses it, so that the
 * job is retried; the mail stays in the outbox, so that admins can retry the job even later.
 */
export async function sendInvitation(
  { pools, mailer }: { pools: Pools; mailer: Pick<Mailer, 'send'> | null },
  invitationId: string,
  { isLastAttempt }: Pick<JobContext, 'isLastAttempt'>,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  const mail = await run(async () => {
    await removeAnswered.rows(invitationId)
    return read.first(invitationId)
  })
  if (!mail) return
  if (!mailer) throw new Error('No mail server is configured (SMTP_URL).')
  // No transaction stays open while the mail server answers.
  try {
    await mailer.send(mail)
  } catch (error) {
    const problem = (error as Error).message.slice(0, 300)
    const outcome = isLastAttempt ? `given up after ${MAX_ATTEMPTS} attempts` : 'it will be tried again'
    const noted = await run(() => failed.rows(mail.id, `${problem}; ${outcome}`))
    if (noted.length > 0) throw error
    return
  }
  await run(() => sent.rows(mail.id))
}

/** Adds the jobs of mails that have none: mails from before there was a job queue. */
export async function addMissingMailJobs(): Promise<void> {
  for (const { id } of await waiting.rows()) await sendInvitationSoon(id, { keepExisting: true })
}
