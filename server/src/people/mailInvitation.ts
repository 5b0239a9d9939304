import { LANGUAGE_OF, textsOf } from '../languages/languages.ts'
import { currentLanguage } from '../languages/translated.ts'
import { statement } from '../platform/database/statement.ts'
import { addMail } from '../mail/outbox.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
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
  await addMail(
    invitationMail(viewer, invited, {
      desk,
      url: post.mailedUrl,
      language: await languageFor(viewer, invited.invitation.email),
    }),
  )
}

const languageOf = statement<{ language: string | null }>(
  `SELECT ${LANGUAGE_OF} FROM users WHERE email = $1 OR id = $2 ORDER BY id = $2 LIMIT 1`,
)

/** The language of an invitation: that of the account with this address, if the viewer can see one, else that of the viewer. */
export async function languageFor(viewer: Viewer, email: string): Promise<string> {
  return (await languageOf.first(email, viewer.id))?.language ?? currentLanguage()
}

function invitationMail(
  viewer: Viewer,
  { invitation, token }: Invited,
  { desk, url, language }: { desk: Desk; url: string; language: string },
) {
  const texts = textsOf(language)
  const { mails } = texts
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const subject = mails.invitation.subject(viewer.name, desk.name)
  const role = mails.roles[desk.profile][invitation.role]
  const content = renderMail({
    desk,
    texts,
    preview: subject,
    blocks: [
      { type: 'text', text: mails.hello(invitation.name) },
      { type: 'text', text: mails.invitation.text(viewer.name, desk.name, role) },
      { type: 'button', text: mails.invitation.button, url: linkTo(token, url) },
      { type: 'text', text: mails.onceUntil(until) },
    ],
    footer: [mails.unexpected],
  })
  return { kind: 'invitation', userId: null, invitationId: invitation.id, to: invitation.email, subject, ...content }
}
