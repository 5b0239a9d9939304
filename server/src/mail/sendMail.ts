import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { JobContext } from '../platform/jobs/task.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'
import { MAX_ATTEMPTS, TRIED_AGAIN } from './outbox.ts'

const removeAnswered = statement(`
  DELETE FROM mail_outbox m USING invitations i
  WHERE m.id = $1 AND i.id = m.invitation_id AND (i.accepted_at IS NOT NULL OR i.cancelled_at IS NOT NULL)`)
const removeAnsweredByShop = statement(`
  DELETE FROM mail_outbox m USING shop_invitations i
  WHERE m.id = $1 AND i.id = m.shop_invitation_id AND (i.accepted_at IS NOT NULL OR i.cancelled_at IS NOT NULL)`)
const read = statement<Mail & { headers: Partial<Mail>; isMadeUp: boolean }>(
  `SELECT id, recipient AS "to", subject, body AS text, html, headers, is_made_up(recipient) AS "isMadeUp" FROM mail_outbox WHERE id = $1`,
)
const readLogo = statement<{ logo: Buffer }>('SELECT data AS logo FROM desk_logo')
const MADE_UP = 'this address was made up by an import and receives no mail'

// Both do nothing if the mail has been replaced in the meantime. The invitation is locked before the mail, in the same order
// as when it is sent again.
const sent = statement(`
  WITH invitation AS (
    SELECT i.id FROM invitations i JOIN mail_outbox m ON m.invitation_id = i.id WHERE m.id = $1 FOR NO KEY UPDATE OF i),
  mail AS (DELETE FROM mail_outbox m WHERE m.id = $1 AND (m.invitation_id IS NULL OR m.invitation_id IN (SELECT id FROM invitation))
    RETURNING invitation_id),
  noted AS (UPDATE invitations i SET mailed_at = now(), mail_problem = NULL FROM mail WHERE i.id = mail.invitation_id RETURNING i.id)
  SELECT publish_change('people', id, NULL) FROM noted`)
const failed = statement(`
  WITH invited AS (
    UPDATE invitations i SET mail_problem = $2 FROM mail_outbox m WHERE m.id = $1 AND i.id = m.invitation_id RETURNING i.id),
  published AS (SELECT publish_change('people', id, NULL) FROM invited),
  mail AS (UPDATE mail_outbox SET problem = $2
    WHERE id = $1 AND (invitation_id IS NULL OR invitation_id IN (SELECT id FROM invited)) RETURNING user_id),
  given_up AS (UPDATE notification_deliveries d SET status = 'failed', reason = 'refused', problem = $2, settled_at = clock_timestamp()
    FROM mail WHERE $3 AND d.user_id = mail.user_id AND d.mail_id = $1 RETURNING d.id)
  SELECT (SELECT count(*) FROM published) AS published FROM mail`)

/**
 * Sends a mail of the outbox. It is sent at least once: if a node dies between the mail server's reply and its own record, it is
 * sent again with the same Message-ID. Throws if the mail server refuses it, so that the job is retried; the mail stays in the
 * outbox, so that admins can retry the job even later.
 */
export async function sendMail(
  { pools, mailer }: { pools: Pools; mailer: Pick<Mailer, 'send'> },
  mailId: string,
  { isLastAttempt }: Pick<JobContext, 'isLastAttempt'>,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  const mail = await run(async () => {
    await removeAnswered.rows(mailId)
    await removeAnsweredByShop.rows(mailId)
    return read.first(mailId)
  })
  if (!mail) return
  const { headers, isMadeUp, ...rest } = mail
  if (isMadeUp) return void (await run(() => failed.rows(mailId, MADE_UP, true)))
  const logo = rest.html?.includes('cid:logo') ? await run(() => readLogo.first()) : undefined
  // No transaction stays open while the mail server answers.
  try {
    await mailer.send({ ...rest, ...headers, ...logo })
  } catch (error) {
    const problem = (error as Error).message.slice(0, 300)
    const outcome = isLastAttempt ? `given up after ${MAX_ATTEMPTS} attempts` : TRIED_AGAIN
    const noted = await run(() => failed.rows(mailId, `${problem}; ${outcome}`, isLastAttempt))
    if (noted.length > 0) throw error
    return
  }
  await run(() => sent.rows(mailId))
}
