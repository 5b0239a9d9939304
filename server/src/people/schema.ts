import { createContextCache } from '@pothos/core'
import DataLoader from 'dataloader'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import type { Context } from '../graphql/context.ts'
import { nodeId, nodeType } from '../graphql/node.ts'
import { changeFeed } from '../live/changes.ts'
import { fromNow } from '../live/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { findPeople, type ListedPerson, readListedPeople, readShopsOf, type Shop } from '../viewer/reads.ts'
import { Role, Seller, User } from '../viewer/schema.ts'
import { countInvitations, type Invitation, listInvitations, readInvitations } from './invitation.ts'
import { canChangeAccess, canManagePeople } from './policy.ts'
import { userFeed } from './userFeed.ts'
import { countWaitingShops, countWaitingTickets, type PersonChange, readChanged } from './reads.ts'

// One read for all fields that most reads of people do not load; `t.loadable` would read once for each field.
const listedPeople = createContextCache(
  (_context: Context) =>
    new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await readListedPeople(ids)).map((person) => [person.id, person]))
      return ids.map((id) => found.get(id) ?? null)
    }),
)

const isStaff = ({ identity }: Context): boolean => identity !== null && isStaffRole(identity.role)

/** People come from many reads, few of which load the fields that only profiles show. */
async function listed(person: { id: string }, context: Context): Promise<ListedPerson | null> {
  return 'createdAt' in person ? (person as ListedPerson) : listedPeople(context).load(person.id)
}

builder.prismaObjectFields(User, (t) => ({
  disabledAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'For staff: when the person was disabled. Null if they are not disabled, and for everyone else.',
    resolve: async (person, _args, context) =>
      isStaff(context) ? ((await listed(person, context))?.disabledAt ?? null) : null,
  }),
  hasSecondFactor: t.boolean({
    nullable: true,
    description: 'For admins: whether the person has set up a second factor. Null for everyone else.',
    extensions: { [PER_VIEWER]: true },
    resolve: async (person, _args, context) =>
      context.viewer && canManagePeople(context.viewer)
        ? ((await listed(person, context))?.twoFactorEnabled ?? null)
        : null,
  }),
  memberSince: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'For staff: when the person joined.',
    resolve: async (person, _args, context) =>
      isStaff(context) ? ((await listed(person, context))?.createdAt ?? null) : null,
  }),
  team: t.string({
    nullable: true,
    description: 'For staff: the team of this staff member.',
    resolve: async (person, _args, context) =>
      isStaff(context) ? ((await listed(person, context))?.team ?? null) : null,
  }),
  shops: t.loadableGroup({
    type: Seller,
    description: 'The person’s shops, oldest first.',
    load: (ids: string[]) => readShopsOf(ids) as Promise<never[]>,
    group: ({ ownerId }: Shop) => ownerId,
    resolve: ({ id }) => id,
  }),
  viewerCanChangeAccess: t.boolean({
    description: 'Whether the viewer may change this person’s role and disable them.',
    extensions: { [PER_VIEWER]: true },
    resolve: (person, _args, { viewer }) => viewer !== null && canChangeAccess(viewer, person),
  }),
}))

builder.prismaObjectFields(Seller, (t) => ({
  memberSince: t.field({
    type: 'DateTime',
    description: 'When the shop was added.',
    resolve: ({ createdAt }) => createdAt,
  }),
  waitingCount: t.loadable({
    type: 'Int',
    nullable: true,
    description: 'For staff: the number of its tickets that are waiting for staff.',
    load: (ids: string[]) => countWaitingTickets(ids),
    resolve: ({ id }, _args, context) => (isStaff(context) ? id : null),
  }),
}))

/** An invitation to join the desk. */
export const InvitationRef = builder.objectRef<Invitation>('Invitation').implement({
  description: 'An invitation. Admins only.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: nodeId('Invitation') }),
    email: t.exposeString('email', { description: 'The email address, used to sign in.' }),
    name: t.exposeString('name', { description: 'The suggested name.' }),
    role: t.expose('role', { type: Role, description: 'The role of the new user.' }),
    shopName: t.exposeString('shopName', { nullable: true, description: 'The shop that is opened with the account.' }),
    invitedBy: t.loadable({
      type: User,
      nullable: true,
      description: 'The admin who last changed the invitation.',
      load: (ids: string[]) => findPeople(ids) as Promise<never[]>,
      resolve: ({ invitedById }) => invitedById,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the person was first invited.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the link expires.' }),
    mailedAt: t.expose('mailedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a mail server accepted the mail with this link.',
    }),
    mailProblem: t.exposeString('mailProblem', { nullable: true, description: 'Why the mail could not be sent.' }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the invitation was accepted.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the invitation was withdrawn.',
    }),
  }),
})
nodeType('Invitation', async (id) => (await readInvitations([id]))[0] ?? null, { forAdmins: true })

const InvitationConnection = connectionType<Invitation>('Invitation', InvitationRef, 'invitations')
builder.objectField(InvitationConnection, 'totalCount', (t) =>
  t.int({ description: 'The total number of items on all pages.', resolve: () => countInvitations() }),
)

const PeopleCounts = builder.objectRef<object>('PeopleCounts').implement({
  description: 'Counts of what needs an admin’s attention.',
  fields: (t) => ({
    invitations: t.int({
      description: 'Pending invitations.',
      resolve: () => countInvitations(),
    }),
    waitingShops: t.int({
      description: 'Shops with a ticket that is waiting for staff.',
      resolve: () => countWaitingShops(),
    }),
  }),
})

builder.queryFields((t) => ({
  invitations: t.field({
    type: InvitationConnection,
    authScopes: { admin: true },
    description: 'Admins: the pending invitations, newest first.',
    args: {
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: (args) => ({ field: 1, multiplier: Math.min(100, args.first ?? 25) }),
    resolve: async (_root, page) =>
      connectionOf(await listInvitations(pageOf(page, 2)), ({ position, id }) => pageCursor(position, id)),
  }),
  peopleCounts: t.field({
    type: PeopleCounts,
    authScopes: { admin: true },
    description: 'Admins: counts for the tabs of people and shops.',
    resolve: () => ({}),
  }),
}))

const Change = builder.objectRef<PersonChange>('PersonChange').implement({
  description: 'A new or changed user (including their shops) or invitation.',
  fields: (t) => ({
    person: t.field({
      type: User,
      nullable: true,
      description: 'The person, if a person changed.',
      resolve: ({ person }) => person as never,
    }),
    invitation: t.field({
      type: InvitationRef,
      nullable: true,
      description: 'The invitation, if an invitation changed.',
      resolve: ({ invitation }) => invitation,
    }),
  }),
})

builder.subscriptionField('personChanged', (t) =>
  t.field({
    type: Change,
    authScopes: { admin: true },
    description: 'Admins: changed users and invitations. Starts from now; reload after a reconnect.',
    subscribe: async (_root, _args, { identity }: Context) => {
      // Scopes are checked for each delivery, so a subscriber without permission would wait forever.
      if (identity?.role !== 'admin') throw new RequestError('BAD_USER_INPUT', 'Your role does not allow this.')
      // Read for each admin separately: the identity for all staff cannot see invitations.
      const feed = changeFeed(
        { topic: 'people', whose: 'staff', perViewer: true, load: (ids) => readChanged(ids) },
        identity!,
      )
      return fromNow(feed, identity!)
    },
    resolve: (change) => change as unknown as PersonChange,
  }),
)

builder.subscriptionField('userChanged', (t) =>
  t.field({
    type: User,
    authScopes: { staff: true },
    description: 'Staff: users whose name, role, access or away status changed. Starts from now.',
    subscribe: (_root, _args, { identity }: Context) => fromNow(userFeed(identity!), identity!),
    resolve: (person) => person as never,
  }),
)
