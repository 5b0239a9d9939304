import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, type Payload, payloadType } from '../graphql/payload.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { type ListedPerson, readListedPeople } from '../viewer/reads.ts'
import { Role, User } from '../viewer/schema.ts'
import { cancelInvitation } from './cancelInvitation.ts'
import { changeRole } from './changeRole.ts'
import { disablePerson } from './disablePerson.ts'
import { enablePerson } from './enablePerson.ts'
import type { Invitation } from './invitation.ts'
import { type Invited, invitePerson } from './invitePerson.ts'
import { linkTo, mailInvitation } from './mailInvitation.ts'
import { renamePerson } from './renamePerson.ts'
import { resendInvitation } from './resendInvitation.ts'
import { InvitationRef } from './schema.ts'
import { resetSecondFactor } from './resetSecondFactor.ts'
import { setExpertise } from './setExpertise.ts'

type HasInvitation = { invitation: Invitation | null; link: string | null; mailing: boolean }
const InvitationPayload = payloadType<HasInvitation>('InvitationPayload', 'The updated invitation.')
builder.objectFields(InvitationPayload, (t) => ({
  invitation: t.field({
    type: InvitationRef,
    nullable: true,
    description: 'The invitation; null if nothing was changed.',
    resolve: ({ invitation }) => invitation ?? null,
  }),
  link: t.string({
    nullable: true,
    description:
      'The link to accept the invitation. It is returned only here and works once. A path unless `PUBLIC_URL` is set.',
    resolve: ({ link }) => link ?? null,
  }),
  mailing: t.boolean({
    description: 'Whether the link is also sent by mail; the invitation shows whether that succeeded.',
    resolve: ({ mailing }) => mailing ?? false,
  }),
}))

type HasPerson = { person: ListedPerson | null; returnedTickets: number }
/** The result of a change of a person. */
export const PersonPayload = payloadType<HasPerson>('PersonPayload', 'The updated person.')
builder.objectFields(PersonPayload, (t) => ({
  person: t.field({
    type: User,
    nullable: true,
    description: 'The user; null if nothing was changed.',
    resolve: ({ person }) => (person ?? null) as never,
  }),
  returnedTickets: t.int({
    description: 'The number of tickets returned to the queue.',
    resolve: ({ returnedTickets }) => returnedTickets ?? 0,
  }),
}))

const userId = { required: true, description: 'Whom.' } as const
const invitationId = { required: true, description: 'The invitation.' } as const

const InvitePersonInput = builder.inputType('InvitePersonInput', {
  description: 'Input of `invitePerson`.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The email address.' }),
    name: t.string({ required: true, description: 'The name; at most 100 characters.' }),
    role: t.field({ type: Role, required: true, description: 'The new role.' }),
    shopName: t.string({ description: 'Sellers: the shop to open with the account.' }),
  }),
})
const InvitationIdInput = builder.inputType('InvitationIdInput', {
  description: 'Identifies an invitation.',
  fields: (t) => ({ invitationId: t.id(invitationId) }),
})
const UserIdInput = builder.inputType('UserIdInput', {
  description: 'Identifies a user.',
  fields: (t) => ({ userId: t.id(userId) }),
})
const ChangeRoleInput = builder.inputType('ChangeRoleInput', {
  description: 'Input of `changeRole`.',
  fields: (t) => ({
    userId: t.id(userId),
    role: t.field({ type: Role, required: true, description: 'The new role.' }),
  }),
})
const RenamePersonInput = builder.inputType('RenamePersonInput', {
  description: 'Input of `renamePerson`.',
  fields: (t) => ({
    userId: t.id(userId),
    name: t.string({ required: true, description: 'The new name; at most 100 characters.' }),
  }),
})
const SetExpertiseInput = builder.inputType('SetExpertiseInput', {
  description: 'Input of `setExpertise`.',
  fields: (t) => ({
    userId: t.id(userId),
    expertise: t.stringList({
      required: true,
      description: 'The fields of expertise: at most 20, of at most 50 characters.',
    }),
    team: t.string({ description: 'The name of a team; null for none. If omitted, the team does not change.' }),
  }),
})

/** The payload for a new invitation or a new link; the mail is sent after the commit. */
async function invitedPayload(context: Context, invited: Invited): Promise<HasInvitation> {
  const { desk, post } = context.services
  await mailInvitation(signedIn(context), invited, desk.identity, post)
  return {
    invitation: invited.invitation,
    link: linkTo(invited.token, post.publicUrl),
    mailing: post.mailer !== null,
  }
}

/** Runs the change and returns the person's new state. */
export function changePerson(
  id: string,
  work: (userId: string) => Promise<number | void>,
): Promise<Payload<HasPerson>> {
  return answer(async () => {
    const userId = uuidOf(id, 'User')
    const returnedTickets = (await work(userId)) ?? 0
    return { person: (await readListedPeople([userId]))[0] ?? null, returnedTickets }
  })
}

const signedInOnly = { authScopes: { signedIn: true } }

builder.mutationFields((t) => ({
  invitePerson: t.field({
    type: InvitationPayload,
    ...signedInOnly,
    description: 'Admins: invites a person by link, and by mail if a mail server is configured.',
    args: { input: t.arg({ type: InvitePersonInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => invitedPayload(context, await invitePerson(signedIn(context), input))),
  }),
  resendInvitation: t.field({
    type: InvitationPayload,
    ...signedInOnly,
    description: 'Admins: creates a new link for an invitation and sends it; the previous link stops working.',
    args: { input: t.arg({ type: InvitationIdInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () =>
        invitedPayload(context, await resendInvitation(signedIn(context), uuidOf(input.invitationId, 'Invitation'))),
      ),
  }),
  cancelInvitation: t.field({
    type: InvitationPayload,
    ...signedInOnly,
    description: 'Admins: withdraws a pending invitation.',
    args: { input: t.arg({ type: InvitationIdInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({
        invitation: await cancelInvitation(signedIn(context), uuidOf(input.invitationId, 'Invitation')),
        link: null,
        mailing: false,
      })),
  }),
  changeRole: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description:
      'Admins: changes a user’s role immediately. The tickets of a user who is no longer staff return to the queue.',
    args: { input: t.arg({ type: ChangeRoleInput, required: true, description: 'The user and the new role.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => changeRole(signedIn(context), { ...input, userId })),
  }),
  disablePerson: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description:
      'Admins: disables a user. They are signed out everywhere, live feeds end within a second, and their tickets return to the queue.',
    args: { input: t.arg({ type: UserIdInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => disablePerson(signedIn(context), userId, context.services.pools.auth)),
  }),
  resetSecondFactor: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description:
      'Admins: removes the second factor and the passkeys of a user, who has lost them. They are signed out everywhere, their tokens are revoked, and a mail tells them.',
    args: { input: t.arg({ type: UserIdInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => resetSecondFactor(signedIn(context), userId, context.services)),
  }),
  enablePerson: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description: 'Admins: enables a disabled user.',
    args: { input: t.arg({ type: UserIdInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => enablePerson(signedIn(context), userId, context.services.pools.auth)),
  }),
  renamePerson: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description: 'Admins: changes a user’s name.',
    args: { input: t.arg({ type: RenamePersonInput, required: true, description: 'The user and the new name.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => renamePerson(signedIn(context), { ...input, userId })),
  }),
  setExpertise: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description: 'Admins: sets the expertise and team of a staff member.',
    args: {
      input: t.arg({
        type: SetExpertiseInput,
        required: true,
        description: 'The staff member, their expertise and team.',
      }),
    },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) => setExpertise(signedIn(context), { ...input, userId })),
  }),
}))
