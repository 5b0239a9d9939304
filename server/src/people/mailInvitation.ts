import { statement } from '../platform/database/statement.ts'
import { addMail } from '../mail/outbox.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { roleNames } from '../viewer/roleNames.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Invited } from './invitePerson.ts'

/** The server configuration that invitations need. */
export interface InvitationPost {
  /** Null if no mail server is configured: admins then share links themselves. */
  mailer: Mailer | null
  /** The desk's public address, if configured; without it, links in responses are paths. */
  publicUrl: string | null
  /** The address shown in mails. */
  mailedUrl: string
}

interface Desk extends MailBrand {
  profile: 'marketplace' | 'counselling'
}

/** The address of the page for accepting: absolute if the desk's public address is configured. */
export function linkTo(token: string, base: string | null): string {
  const path = `/invitation?token=${token}`
  return base ? new URL(path, base).href : path
}

const replace = statement('DELETE FROM mail_outbox WHERE invitation_id = $1')

/**
 * Stores the mail with the link in the outbox and adds the job that sends it, with the current operation. It replaces a mail
 * with an older link. Does nothing without a mail server.
 */
export async function mailInvitation(
  viewer: Viewer,
  invited: Invited,
  desk: Desk,
  post: InvitationPost,
): Promise<void> {
  if (!post.mailer) return
  await replace.rows(invited.invitation.id)
  await addMail(invitationMail(viewer, invited, desk, post.mailedUrl))
}

function invitationMail(viewer: Viewer, { invitation, token }: Invited, desk: Desk, url: string) {
  const { one } = roleNames(desk.profile).find(({ role }) => role === invitation.role)!
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const subject = `${viewer.name} invites you to ${desk.name}`
  const content = renderMail({
    desk,
    preview: subject,
    blocks: [
      { type: 'text', text: `Hello ${invitation.name},` },
      { type: 'text', text: `${viewer.name} invites you to ${desk.name} (${one}).` },
      { type: 'button', text: 'Choose a password', url: linkTo(token, url) },
      { type: 'text', text: `The link works once, until ${until}.` },
    ],
    footer: ['If you did not expect this invitation, you can ignore this email.'],
  })
  return { kind: 'invitation', userId: null, invitationId: invitation.id, to: invitation.email, subject, ...content }
}
