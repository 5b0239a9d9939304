import { LANGUAGE_OF } from '../languages/languages.ts'
import { randomBytes } from 'node:crypto'
import { addMail } from '../mail/outbox.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { emailForms } from '../viewer/emailAddress.ts'
import { linkIdentifier, type LinkOwner, type LinkPurpose } from '../viewer/mailedLinks.ts'
import { type LinkDesk, type LinkMail, writeChangeNotice, writeLinkMail } from './linkMails.ts'

const TOKEN_BYTES = 32
/** How many links for one purpose an address is sent within an hour: nobody can fill somebody else's mailbox. */
const PER_HOUR = 3

interface Known {
  id: string
  name: string
  email: string
  language: string | null
  disabled: boolean
}

const take = statement<{ purpose: LinkPurpose; value: string }>(
  `DELETE FROM verifications WHERE id = $1 AND identifier LIKE 'requested %' RETURNING substr(identifier, 11) AS purpose, value`,
)
// Links of the same address wait for each other, so that they are counted.
const lock = statement(`SELECT pg_advisory_xact_lock(7270043, hashtext($1))`)
const count = statement<{ count: number }>(`
  SELECT count(*)::int AS count FROM verifications
  WHERE identifier LIKE $1 || ':%' AND strpos(value, $2) > 0 AND created_at > now() - interval '1 hour'`)
const person = statement<Known & Record<string, unknown>>(`
  SELECT id, name, email, ${LANGUAGE_OF}, disabled_at IS NOT NULL OR is_service AS disabled FROM users
  WHERE email = ANY ($1) ORDER BY array_position($1, email) LIMIT 1`)
const byId = statement<Known & Record<string, unknown>>(
  `SELECT id, name, email, ${LANGUAGE_OF}, disabled_at IS NOT NULL AS disabled
  FROM users WHERE id = $1`,
)
const add = statement(
  `INSERT INTO verifications (identifier, value, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
)

/**
 * Writes the mail that somebody has requested (viewer/mailedLinks.ts), if there is an account to which it applies. A job, so that
 * the request takes the same time for every address.
 */
export async function mailLink({ pools, desk }: { pools: Pools; desk: LinkDesk }, requestId: string): Promise<void> {
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    const request = await take.first(requestId)
    if (!request) return
    const { email, userId } = JSON.parse(request.value) as LinkOwner
    const known = await person.first(emailForms(email))
    const mail = mailFor(request.purpose, { email, userId, known })
    if (!mail) return
    const owner = JSON.stringify({ email: mail.email, ...(mail.userId && { userId: mail.userId }) })
    await lock.rows(owner)
    if ((await count.first(mail.purpose, owner))!.count >= PER_HOUR) return
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    await add.rows(linkIdentifier(mail.purpose, token), owner)
    const account = mail.kind === 'email_change' ? await byId.first(mail.userId) : undefined
    await addMail(writeLinkMail(desk, account ? { ...mail, language: account.language } : mail, token))
    // The present address of an account is told that another one was asked for.
    if (account) await addMail(writeChangeNotice(desk, account, mail.email))
  })
}

/** Which mail answers a request; undefined for none. */
function mailFor(
  purpose: LinkPurpose,
  { email, userId, known }: LinkOwner & { known: Known | undefined },
): LinkMail | undefined {
  if (known?.disabled) return undefined
  const account = known && { userId: known.id, name: known.name, email: known.email, language: known.language }
  switch (purpose) {
    case 'password_reset':
    case 'sign_in':
      return account && { purpose, kind: purpose, ...account }
    case 'sign_up':
      return account ? { purpose: 'password_reset', kind: 'known', ...account } : { purpose, kind: purpose, email }
    case 'email_change':
      // The address of another account gets none: its owner did not ask for it.
      return known || !userId ? undefined : { purpose, kind: purpose, email, userId }
  }
}
