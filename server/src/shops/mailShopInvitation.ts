import { textsOf } from '../languages/languages.ts'
import { addMail } from '../mail/outbox.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import { type InvitationPost, languageFor } from '../people/mailInvitation.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { ShopInvited } from './inviteShopMember.ts'

/** The address of the page for accepting: absolute if the desk's public address is configured. */
export function shopLink(token: string, base: string | null): string {
  const path = `/join-shop?token=${token}`
  return base ? new URL(path, base).href : path
}

/** Stores the mail with the link in the outbox, with the current operation. Does nothing without a mail server. */
export async function mailShopInvitation(
  viewer: Viewer,
  { invitation, shop, token }: ShopInvited,
  desk: MailBrand,
  post: InvitationPost,
): Promise<void> {
  if (!post.mailer) return
  const texts = textsOf(await languageFor(viewer, invitation.email))
  const { mails } = texts
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const subject = mails.shopInvitation.subject(viewer.name, shop.shopName)
  const content = renderMail({
    desk,
    texts,
    preview: subject,
    blocks: [
      { type: 'text', text: mails.shopInvitation.text(viewer.name, shop.shopName, desk.name) },
      { type: 'button', text: mails.shopInvitation.button, url: shopLink(token, post.mailedUrl) },
      { type: 'text', text: mails.onceUntil(until) },
    ],
    footer: [mails.unexpected],
  })
  await addMail({
    kind: 'shop_invitation',
    userId: null,
    shopInvitationId: invitation.id,
    to: invitation.email,
    subject,
    ...content,
  })
}
