import { asIdentity, currentOperation } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Logger } from '../platform/log.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'
import { roleNames } from '../viewer/roleNames.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Invited } from './invitePerson.ts'

/** What invitations need of the server around them. */
export interface InvitationPost {
  /** Null where no mail server is known: then admins pass links on themselves. */
  mailer: Mailer | null
  /** The desk's address where it has one of its own; without it, links in answers are paths on it. */
  publicUrl: string | null
  /** The address that mails name. */
  mailedUrl: string
  log: Logger
}

interface Desk {
  name: string
  profile: 'marketplace' | 'counselling'
}

/** The address of the page where somebody accepts: absolute where the desk's own address is known. */
export function linkTo(token: string, base: string | null): string {
  const path = `/invitation?token=${token}`
  return base ? new URL(path, base).href : path
}

const note = statement(`
  UPDATE invitations SET mailed_at = CASE WHEN $3::text IS NULL THEN now() END, mail_problem = $3, invited_by = $2 WHERE id = $1`)

/**
 * Sends the link once the operation has been committed, without keeping its answer; whether it went is noted on the
 * invitation, and told live. Nothing happens without a mail server.
 */
export function mailInvitation(viewer: Viewer, invited: Invited, pools: Pools, desk: Desk, post: InvitationPost): void {
  const { mailer, log } = post
  if (!mailer) return
  const mail = invitationMail(viewer, invited, desk, post.mailedUrl)
  const deliver = async () => {
    const problem = await mailer.send(mail).then(
      () => null,
      (error: Error) => error.message.slice(0, 300),
    )
    if (problem) log.warn({ err: problem }, 'an invitation could not be mailed')
    const identity = { role: viewer.role, userId: viewer.id }
    await asIdentity(pools, identity, 'write', () => note.rows(invited.invitation.id, viewer.id, problem))
  }
  currentOperation().afterCommit(() => {
    deliver().catch((error: Error) => log.warn({ err: error.message }, 'the fate of a mail could not be noted'))
  })
}

function invitationMail(viewer: Viewer, { invitation, token }: Invited, desk: Desk, url: string): Mail {
  const { one } = roleNames(desk.profile).find(({ role }) => role === invitation.role)!
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const text = `Hello ${invitation.name},

${viewer.name} invites you to ${desk.name} (${one}). Choose a password here:

${linkTo(token, url)}

The link works once, until ${until}. If you did not expect it, there is nothing you need to do.
`
  return { to: invitation.email, subject: `${viewer.name} invites you to ${desk.name}`, text }
}
