import { builder } from '../graphql/builder.ts'
import { globalId } from '../graphql/globalId.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { findOpenShopInvitation, type OpenShopInvitation } from '../viewer/acceptShopInvitation.ts'
import { Seller, User } from '../viewer/schema.ts'
import { canManageMembers } from './policy.ts'
import { type Member, readMembers, readViewerShops } from './reads.ts'
import { readShopInvitations, type ShopInvitation } from './shopInvitation.ts'

/** An invitation to answer for a shop. */
export const ShopInvitationRef = builder.objectRef<ShopInvitation>('ShopInvitation').implement({
  description: 'An invitation to answer for a shop. For those who manage its people.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('ShopInvitation', id) }),
    email: t.exposeString('email', { description: 'The address that was invited.' }),
    invitedAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the link expires.' }),
  }),
})

const ShopInvitationPreview = builder.objectRef<OpenShopInvitation>('ShopInvitationPreview').implement({
  description: 'An invitation to answer for a shop, as the holder of its link sees it.',
  fields: (t) => ({
    shopName: t.exposeString('shopName', { description: 'The shop.' }),
    invitedBy: t.exposeString('invitedBy', { nullable: true, description: 'The name of who has invited them.' }),
    email: t.exposeString('email', { description: 'The address that was invited.' }),
    needsAccount: t.exposeBoolean('needsAccount', {
      description: 'Whether the address has no account yet: accepting the invitation creates one.',
    }),
  }),
})

builder.prismaObjectFields(Seller, (t) => ({
  members: t.loadableGroup({
    type: User,
    description:
      'The people who answer for the shop, its owner first. For these people and staff; everybody else sees only the owner, if anybody.',
    load: async (ids: string[], { identity }) => {
      const found = await readMembers(ids)
      const all = identity !== null && isStaffRole(identity.role)
      const own = new Set(found.filter(({ person }) => person.id === identity?.userId).map(({ shopId }) => shopId))
      const shown = found.filter(({ shopId }) => all || own.has(shopId))
      return [...shown, ...(await ownersOf(ids.filter((id) => !all && !own.has(id))))].map(({ person, shopId }) => ({
        ...person,
        shopId,
      })) as never[]
    },
    group: (person) => (person as unknown as { shopId: string }).shopId,
    resolve: ({ id }) => id,
  }),
  isClosed: t.boolean({
    description: 'Whether the shop is closed: nobody can open tickets with it.',
    resolve: ({ closedAt }) => closedAt !== null,
  }),
  viewerCanManageMembers: t.boolean({
    description: 'Whether the viewer may invite people to the shop and remove them.',
    extensions: { [PER_VIEWER]: true },
    resolve: (shop, _args, { viewer }) => viewer !== null && canManageMembers(viewer, shop),
  }),
  invitations: t.loadableGroup({
    type: ShopInvitationRef,
    description:
      'The invitations that are still open, newest first; empty unless the viewer manages the shop’s people.',
    load: (ids: string[]) => readShopInvitations(ids),
    group: ({ shopId }: ShopInvitation) => shopId,
    resolve: ({ id }) => id,
  }),
}))

async function ownersOf(shopIds: readonly string[]): Promise<Member[]> {
  if (shopIds.length === 0) return []
  const shops = await prisma.seller.findMany({ where: { id: { in: [...shopIds] } } })
  const people = await prisma.user.findMany({ where: { id: { in: shops.map(({ ownerId }) => ownerId) } } })
  const byId = new Map(people.map((person) => [person.id, person]))
  return shops.flatMap(({ id, ownerId }) =>
    byId.has(ownerId) ? [{ shopId: id, person: byId.get(ownerId) as unknown as Member['person'] }] : [],
  )
}

builder.queryFields((t) => ({
  viewerShops: t.field({
    type: [Seller],
    authScopes: { signedIn: true },
    description: 'The shops that the viewer answers for, as their owner or a member, by name.',
    resolve: () => readViewerShops() as never,
  }),
  shopInvitation: t.field({
    type: ShopInvitationPreview,
    nullable: true,
    description:
      'The invitation of a link, readable without signing in; null if it was used, withdrawn or has expired, or if the shop is closed.',
    args: { token: t.arg.string({ required: true, description: 'The token of the link.' }) },
    resolve: (_root, { token }, { services }) => findOpenShopInvitation(services.pools.auth, token),
  }),
}))
