import { statement } from '../platform/database/statement.ts'
import { addMail } from '../mail/outbox.ts'
import { renderMail } from '../mail/render.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
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
  await replace.rows(invited.invitation.id)
  await addMail(invitationMail(viewer, invited, desk, post.mailedUrl))
}

function invitationMail(viewer: Viewer, { invitation, token }: Invited, desk: Desk, url: string) {
  const { one } = roleNames(desk.profile).find(({ role }) => role === invitation.role)!
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const subject = `${viewer.name} invites you to ${desk.name}`
  const content = renderMail({
    desk: desk.name,
    preview: subject,
    blocks: [
      { type: 'text', text: `Hello ${invitation.name},` },
      { type: 'text', text: `${viewer.name} invites you to ${desk.name} (${one}).` },
      { type: 'button', text: 'Choose a password', url: linkTo(token, url) },
      { type: 'text', text: `The link works once, until ${until}.` },
    ],
    footer: ['If you did not expect this invitation, there is nothing you need to do.'],
  })
  return { kind: 'invitation', userId: null, invitationId: invitation.id, to: invitation.email, subject, ...content }
}
