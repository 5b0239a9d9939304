import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, type Payload, payloadType } from '../graphql/payload.ts'
import { Seller } from '../viewer/schema.ts'
import type { Shop } from '../viewer/reads.ts'
import { acceptShopInvitation } from './acceptShopInvitation.ts'
import { cancelShopInvitation } from './cancelShopInvitation.ts'
import { closeShop } from './closeShop.ts'
import { inviteShopMember } from './inviteShopMember.ts'
import { leaveShop } from './leaveShop.ts'
import { mailShopInvitation, shopLink } from './mailShopInvitation.ts'
import { readShop } from './reads.ts'
import { removeShopMember } from './removeShopMember.ts'
import { reopenShop } from './reopenShop.ts'
import { ShopInvitationRef } from './schema.ts'
import type { ShopInvitation } from './shopInvitation.ts'

type HasShop = { seller: Shop | null }
const ShopPayload = payloadType<HasShop>('ShopPayload', 'The shop as it is now.')
builder.objectField(ShopPayload, 'seller', (t) =>
  t.field({
    type: Seller,
    nullable: true,
    description: 'The shop; null if nothing was changed.',
    resolve: ({ seller }) => (seller ?? null) as never,
  }),
)

type HasInvitation = { invitation: ShopInvitation | null; link: string | null; mailing: boolean }
const ShopInvitationPayload = payloadType<HasInvitation>('ShopInvitationPayload', 'The invitation.')
builder.objectFields(ShopInvitationPayload, (t) => ({
  invitation: t.field({
    type: ShopInvitationRef,
    nullable: true,
    description: 'The invitation; null if nothing was changed.',
    resolve: ({ invitation }) => invitation ?? null,
  }),
  link: t.string({
    nullable: true,
    description: 'The link to accept it. It is returned only here and works once. A path unless `PUBLIC_URL` is set.',
    resolve: ({ link }) => link ?? null,
  }),
  mailing: t.boolean({
    description: 'Whether the link is also sent by mail.',
    resolve: ({ mailing }) => mailing ?? false,
  }),
}))

const sellerId = { required: true, description: 'The shop.' } as const
const InviteShopMemberInput = builder.inputType('InviteShopMemberInput', {
  description: 'Input of `inviteShopMember`.',
  fields: (t) => ({
    sellerId: t.id(sellerId),
    email: t.string({ required: true, description: 'The email address of who is to answer for the shop.' }),
  }),
})
const ShopInvitationIdInput = builder.inputType('ShopInvitationIdInput', {
  description: 'Input of `cancelShopInvitation`.',
  fields: (t) => ({ invitationId: t.id({ required: true, description: 'The invitation.' }) }),
})
const RemoveShopMemberInput = builder.inputType('RemoveShopMemberInput', {
  description: 'Input of `removeShopMember`.',
  fields: (t) => ({ sellerId: t.id(sellerId), userId: t.id({ required: true, description: 'Whom.' }) }),
})
const ShopIdInput = builder.inputType('ShopIdInput', {
  description: 'Identifies a shop.',
  fields: (t) => ({ sellerId: t.id(sellerId) }),
})
const AcceptShopInvitationInput = builder.inputType('AcceptShopInvitationInput', {
  description: 'Input of `acceptShopInvitation`.',
  fields: (t) => ({ token: t.string({ required: true, description: 'The token of the link.' }) }),
})

/** Runs a change of a shop and returns how the shop is afterwards. */
function change(id: string, work: (sellerId: string) => Promise<void>): Promise<Payload<HasShop>> {
  return answer(async () => {
    const sellerId = uuidOf(id, 'Seller')
    await work(sellerId)
    return { seller: await readShop(sellerId) }
  })
}

const input = <Ref>(type: Ref, description = 'The change.') => ({ type, required: true as const, description })
const signedInOnly = { authScopes: { signedIn: true } }

builder.mutationFields((t) => ({
  inviteShopMember: t.field({
    type: ShopInvitationPayload,
    ...signedInOnly,
    description: 'Owners of a shop, and admins: invites somebody by mail to answer for the shop.',
    args: { input: t.arg(input(InviteShopMemberInput)) },
    resolve: (_root, { input }, context: Context) =>
      answer(async () => {
        const viewer = signedIn(context)
        const invited = await inviteShopMember(viewer, { ...input, sellerId: uuidOf(input.sellerId, 'Seller') })
        const { desk, post } = context.services
        await mailShopInvitation(viewer, invited, desk.identity, post)
        return {
          invitation: invited.invitation,
          link: shopLink(invited.token, post.publicUrl),
          mailing: post.mailer !== null,
        }
      }),
  }),
  cancelShopInvitation: t.field({
    type: ShopInvitationPayload,
    ...signedInOnly,
    description: 'Owners of a shop, and admins: withdraws an invitation.',
    args: { input: t.arg(input(ShopInvitationIdInput)) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.invitationId, 'ShopInvitation')
        return { invitation: await cancelShopInvitation(signedIn(context), id), link: null, mailing: false }
      }),
  }),
  removeShopMember: t.field({
    type: ShopPayload,
    ...signedInOnly,
    description: 'Owners of a shop, and admins: removes somebody from the shop. Their open feeds end within a second.',
    args: { input: t.arg(input(RemoveShopMemberInput)) },
    resolve: (_root, { input }, context) =>
      change(input.sellerId, (sellerId) =>
        removeShopMember(signedIn(context), { sellerId, userId: uuidOf(input.userId, 'User') }),
      ),
  }),
  leaveShop: t.field({
    type: ShopPayload,
    ...signedInOnly,
    description: 'Leaves a shop that the viewer answers for as a member.',
    args: { input: t.arg(input(ShopIdInput)) },
    resolve: (_root, { input }, context) =>
      change(input.sellerId, (sellerId) => leaveShop(signedIn(context), { sellerId })),
  }),
  acceptShopInvitation: t.field({
    type: ShopPayload,
    ...signedInOnly,
    description:
      'Sellers: accepts an invitation to answer for a shop. Without an account, accept it on the page of the link.',
    args: { input: t.arg(input(AcceptShopInvitationInput)) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const shopId = await acceptShopInvitation(signedIn(context), input.token, context.services.pools.auth)
        return { seller: await readShop(shopId) }
      }),
  }),
  closeShop: t.field({
    type: ShopPayload,
    ...signedInOnly,
    description: 'Admins: closes a shop. Nobody can open tickets with it; existing conversations continue.',
    args: { input: t.arg(input(ShopIdInput)) },
    resolve: (_root, { input }, context) =>
      change(input.sellerId, (sellerId) => closeShop(signedIn(context), { sellerId })),
  }),
  reopenShop: t.field({
    type: ShopPayload,
    ...signedInOnly,
    description: 'Admins: reopens a closed shop.',
    args: { input: t.arg(input(ShopIdInput)) },
    resolve: (_root, { input }, context) =>
      change(input.sellerId, (sellerId) => reopenShop(signedIn(context), { sellerId })),
  }),
}))
