import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Logger } from '../platform/log.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'

/** How long a mail is tried for. After that it is given up, and the invitation says so. In hours. */
const TRIED_FOR_HOURS = 24

const forgetAnswered = statement(`
  DELETE FROM mail_outbox m USING invitations i
  WHERE i.id = m.invitation_id AND (i.accepted_at IS NOT NULL OR i.cancelled_at IS NOT NULL)`)

// Whoever takes one has a minute to send it, longer than the mail server is waited for, then two, four, up to an hour: by
// then it has failed, or its node has died.
const take = statement<Mail & { id: string; isLast: boolean }>(`
  UPDATE mail_outbox SET attempts = attempts + 1,
    next_at = now() + least(interval '1 minute' * power(2, least(attempts, 6)), interval '1 hour')
  WHERE id = (SELECT id FROM mail_outbox WHERE next_at <= now() ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, recipient AS "to", subject, body AS text, created_at < now() - interval '${TRIED_FOR_HOURS} hours' AS "isLast"`)

// Both do nothing to an invitation whose link has been replaced meanwhile: there is another mail by then. The invitation is
// locked before the mail, as by whoever sends it again.
const sent = statement(`
  WITH invitation AS (
    SELECT i.id FROM invitations i JOIN mail_outbox m ON m.invitation_id = i.id WHERE m.id = $1 FOR NO KEY UPDATE OF i),
  mail AS (DELETE FROM mail_outbox m USING invitation i WHERE m.id = $1 AND m.invitation_id = i.id RETURNING invitation_id),
  noted AS (UPDATE invitations i SET mailed_at = now(), mail_problem = NULL FROM mail WHERE i.id = mail.invitation_id RETURNING i.id)
  SELECT tell('people', id, NULL) FROM noted`)
const failed = statement(`
  WITH mail AS (SELECT id, invitation_id FROM mail_outbox WHERE id = $1),
  given_up AS (DELETE FROM mail_outbox WHERE $3::boolean AND id IN (SELECT id FROM mail)),
  noted AS (UPDATE invitations i SET mail_problem = $2 FROM mail WHERE i.id = mail.invitation_id RETURNING i.id)
  SELECT tell('people', id, NULL) FROM noted`)

/**
 * Sends what is due in the outbox, one after the other, until `halted`. Any number of nodes may do so at once. Each mail is
 * sent at least once: a node that dies between the mail server's yes and its own note has it sent again. What became of it
 * stands on the invitation, and is told live.
 */
export async function sendMails(
  { pools, mailer, log }: { pools: Pools; mailer: Pick<Mailer, 'send'>; log: Logger },
  halted: () => boolean = () => false,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  await run(() => forgetAnswered.rows())
  while (!halted()) {
    // One at a time, and no transaction stays open while the mail server takes its time.
    /* oxlint-disable no-await-in-loop */
    const mail = await run(() => take.first())
    if (!mail) return
    const problem = await mailer.send(mail).then(
      () => null,
      (error: Error) => error.message.slice(0, 300),
    )
    if (problem === null) {
      await run(() => sent.rows(mail.id))
      continue
    }
    log.warn({ err: problem }, 'an invitation could not be mailed')
    const fate = mail.isLast ? `given up after ${TRIED_FOR_HOURS} hours` : 'it will be tried again'
    await run(() => failed.rows(mail.id, `${problem}; ${fate}`, mail.isLast))
    /* oxlint-enable no-await-in-loop */
  }
}
