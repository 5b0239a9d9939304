import { builder } from '../graphql/builder.ts'
import type { DeskInfo } from '../graphql/context.ts'
import { nodeId, nodeType } from '../graphql/node.ts'
import { prisma } from '../platform/database/prisma.ts'
import { RequestError } from '../platform/userError.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demoPeople.ts'
import { ERASED_SHOP, isErased, type Person } from './person.ts'
import { canSeeEmail, isOnline } from './policy.ts'
import { findPeople } from './reads.ts'
import { roleNames } from './roleNames.ts'

/** A person's role on the desk. */
export const Role = builder.enumType('Role', {
  description: 'The role of a user.',
  values: {
    BUYER: { value: 'buyer', description: 'A customer; in a counselling desk, a student.' },
    SELLER: { value: 'seller', description: 'A merchant.' },
    AGENT: { value: 'agent', description: 'Staff who answer tickets; in a counselling desk, a counsellor.' },
    ADMIN: { value: 'admin', description: 'Staff who run the desk.' },
  } as const,
})

/** A person, as others see one. */
export const User = builder.prismaObject('User', {
  description: 'A person.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: nodeId('User') }),
    name: t.exposeString('name', { description: 'The name.' }),
    email: t.string({
      nullable: true,
      description: 'The email address. Visible to staff and to the person themselves. Service accounts have none.',
      resolve: (person, _args, { identity }) =>
        identity && canSeeEmail(identity, person) && !person.isService ? person.email : null,
    }),
    role: t.field({ type: Role, description: 'Buyer, seller, agent or admin.', resolve: (person) => person.role }),
    isService: t.exposeBoolean('isService', {
      description: 'Whether this is a service account: a program that belongs to the desk.',
    }),
    isErased: t.boolean({
      description: 'Whether the person’s data were erased. Their name is then a placeholder in English.',
      resolve: (person) => isErased(person),
    }),
    avatarUrl: t.exposeString('avatarUrl', { nullable: true, description: 'The address of the avatar.' }),
    isOnline: t.boolean({
      description: 'Whether the person was online within the last minute.',
      resolve: (person) => isOnline(person as Person),
    }),
    lastSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person was last online.',
      resolve: (person) => person.lastSeenAt,
    }),
    expertise: t.stringList({
      description: 'Agents only: the person’s expertise.',
      resolve: (person) => person.expertise,
    }),
  }),
})
nodeType('User', (id) => prisma.user.findFirst({ where: { id } }))

/** A shop. */
export const Seller = builder.prismaObject('Seller', {
  description: 'A shop on the marketplace.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: nodeId('Seller') }),
    shopName: t.exposeString('shopName', { description: 'The shop’s name.' }),
    isErased: t.boolean({
      description: 'Whether the owner’s data were erased. The shop’s name is then a placeholder in English.',
      // Only then does a closed shop have this name.
      resolve: ({ shopName, closedAt }) => closedAt !== null && shopName === ERASED_SHOP,
    }),
    owner: t.loadable({
      type: User,
      description: 'The owner.',
      // People are visible to those who share a ticket with them; shops to everyone.
      load: async (ids: string[]) =>
        (await findPeople(ids)).map(
          (person) => person ?? new RequestError('NOT_FOUND', 'The owner of this shop does not exist.'),
        ) as never[],
      resolve: ({ ownerId }) => ownerId,
    }),
  }),
})
nodeType('Seller', (id) => prisma.seller.findFirst({ where: { id } }))

/** The profiles of a desk. */
export const DeskProfile = builder.enumType('DeskProfile', {
  description: 'The desk’s profile, which determines the names of roles.',
  values: {
    MARKETPLACE: { value: 'marketplace', description: 'Buyers, sellers, agents and admins.' },
    COUNSELLING: { value: 'counselling', description: 'Students, counsellors and admins.' },
  } as const,
})

/** The accent colours of a desk. */
export const DeskAccentType = builder.enumType('DeskAccent', {
  description: 'The colour of buttons and of what is selected.',
  values: {
    INDIGO: { value: 'indigo', description: 'Indigo, the default.' },
    BLUE: { value: 'blue', description: 'Blue.' },
    TEAL: { value: 'teal', description: 'Teal.' },
    GREEN: { value: 'green', description: 'Green.' },
    AMBER: { value: 'amber', description: 'Amber.' },
    RED: { value: 'red', description: 'Red.' },
    PINK: { value: 'pink', description: 'Pink.' },
    VIOLET: { value: 'violet', description: 'Violet.' },
    GRAPHITE: { value: 'graphite', description: 'Graphite.' },
  } as const,
})

const RoleName = builder.objectRef<ReturnType<typeof roleNames>[number]>('RoleName').implement({
  description: 'The names of a role on this desk.',
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'The role.' }),
    one: t.exposeString('one', { description: 'The singular: “Buyer”.' }),
    many: t.exposeString('many', { description: 'The plural: “Buyers”.' }),
  }),
})

const DemoSignIn = builder.objectRef<(typeof DEMO_PEOPLE)[number]>('DemoSignIn').implement({
  description: 'A demo account.',
  fields: (t) => ({
    email: t.exposeString('email', { description: 'The email address to sign in with.' }),
    name: t.exposeString('name', { description: 'The name.' }),
    role: t.expose('role', { type: Role, description: 'The role.' }),
  }),
})

const Desk = builder.objectRef<DeskInfo['identity']>('Desk').implement({
  description: 'This desk.',
  fields: (t) => ({
    name: t.string({ description: 'The name.', resolve: ({ name }) => name }),
    profile: t.field({
      type: DeskProfile,
      description: 'The desk’s profile.',
      resolve: ({ profile }) => profile,
    }),
    roleNames: t.field({
      type: [RoleName],
      description: 'The names of the roles on this desk.',
      resolve: ({ profile }) => roleNames(profile),
    }),
    accent: t.field({
      type: DeskAccentType,
      description: 'The colour of buttons and of what is selected.',
      resolve: ({ accent }) => accent,
    }),
    logoUrl: t.exposeString('logoUrl', { nullable: true, description: 'The path of the logo; null without one.' }),
    messageDeletionMinutes: t.exposeInt('messageDeletionMinutes', {
      description: 'For how many minutes authors can delete their own messages; 0 for never.',
    }),
    demoSignIns: t.field({
      type: [DemoSignIn],
      description: 'The demo desk’s sign-ins; empty on a real desk.',
      resolve: (_desk, _args, { services }) => (services.desk.demo ? DEMO_PEOPLE : []),
    }),
    demoPassword: t.string({
      nullable: true,
      description: 'The password of all demo accounts; null unless this is a demo desk.',
      resolve: (_desk, _args, { services }) => (services.desk.demo ? DEMO_PASSWORD : null),
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: User,
    nullable: true,
    description: 'The signed-in user; null if not signed in.',
    resolve: (_root, _args, { viewer }) => (viewer ? prisma.user.findFirst({ where: { id: viewer.id } }) : null),
  }),
  desk: t.field({
    type: Desk,
    description: 'This desk. Readable without signing in.',
    resolve: async (_root, _args, { services }) => {
      await services.desk.identity.refresh()
      return services.desk.identity
    },
  }),
}))
