import { statement } from '../platform/database/statement.ts'
import type { Mail, Mailer } from '../platform/mail/mailer.ts'
import { roleNames } from '../viewer/roleNames.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Invited } from './invitePerson.ts'
import { sendInvitationSoon } from './sendInvitation.ts'

/** What invitations need of the server around them. */
export interface InvitationPost {
  /** Null where no mail server is known: then admins pass links on themselves. */
  mailer: Mailer | null
  /** The desk's address where it has one of its own; without it, links in answers are paths on it. */
  publicUrl: string | null
  /** The address that mails name. */
  mailedUrl: string
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

const replace = statement('DELETE FROM mail_outbox WHERE invitation_id = $1')
const add = statement('INSERT INTO mail_outbox (invitation_id, recipient, subject, body) VALUES ($1, $2, $3, $4)')

/**
 * Puts the mail with the link into the outbox and adds the job that sends it, with the current operation. It replaces a mail with
 * an older link. Does nothing without a mail server.
 */
export async function mailInvitation(
  viewer: Viewer,
  invited: Invited,
  desk: Desk,
  post: InvitationPost,
): Promise<void> {
  if (!post.mailer) return
  const { to, subject, text } = invitationMail(viewer, invited, desk, post.mailedUrl)
  await replace.rows(invited.invitation.id)
  await add.rows(invited.invitation.id, to, subject, text)
  await sendInvitationSoon(invited.invitation.id)
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
