import { addMail } from '../mail/outbox.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import type { InvitationPost } from '../people/mailInvitation.ts'
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
  const until = invitation.expiresAt.toISOString().slice(0, 10)
  const subject = `${viewer.name} invites you to answer for ${shop.shopName}`
  const content = renderMail({
    desk,
    preview: subject,
    blocks: [
      { type: 'text', text: `${viewer.name} invites you to answer customers of ${shop.shopName} on ${desk.name}.` },
      { type: 'button', text: 'Join the shop', url: shopLink(token, post.mailedUrl) },
      { type: 'text', text: `The link works once, until ${until}.` },
    ],
    footer: ['If you did not expect this invitation, you can ignore this email.'],
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
