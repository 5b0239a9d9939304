import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { nodeId, nodeType } from '../graphql/node.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { PersonPayload } from '../people/schema.mutations.ts'
import { readListedPeople, readPeople } from '../viewer/reads.ts'
import { Role, User } from '../viewer/schema.ts'
import { createServiceAccount } from './createServiceAccount.ts'
import { createToken } from './createToken.ts'
import { type ApiToken as ApiTokenRow, LISTED_MAX, listTokens, readToken } from './reads.ts'
import { revokeToken } from './revokeToken.ts'

const TokenScope = builder.enumType('TokenScope', {
  description: 'What an API token may do. Mutations return what they changed, so every token has READ.',
  values: {
    READ: { value: 'read', description: 'Read what the person can see.' },
    WRITE: { value: 'write', description: 'Write in tickets and change the person’s own settings and tokens.' },
    MANAGE: { value: 'manage', description: 'Staff: assign, schedule and change tickets in bulk; macros and views.' },
    ADMIN: { value: 'admin', description: 'Admins: users, desk settings, the audit log, exports, deleting.' },
  } as const,
})

const person = (ids: string[]) => readPeople(ids) as Promise<never[]>

const ApiToken = builder.objectRef<ApiTokenRow>('ApiToken').implement({
  description: 'A token by which a program uses the API on behalf of a person or service account.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: nodeId('ApiToken') }),
    name: t.exposeString('name', { description: 'What the token is for.' }),
    scopes: t.expose('scopes', {
      type: [TokenScope],
      description: 'What the token may do; never more than the role of its user allows.',
    }),
    user: t.loadable({
      type: User,
      description: 'On whose behalf the token acts.',
      load: person,
      resolve: ({ userId }) => userId,
    }),
    createdBy: t.loadable({
      type: User,
      nullable: true,
      description: 'Who created it; null if it was created on the server.',
      load: person,
      resolve: ({ createdById }) => createdById,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it expires; null if it does not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, exact to an hour; null if it never was.',
    }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'When it was revoked.' }),
  }),
})
nodeType('ApiToken', readToken)

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  description: 'Input of `createApiToken`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What the token is for; at most 100 characters.' }),
    scopes: t.field({
      type: [TokenScope],
      required: true,
      description: 'What it may do; READ is always included.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it expires: in 90 days if omitted, in 366 days at most.',
    }),
    userId: t.id({ description: 'Admins: the service account that the token is for. The viewer if omitted.' }),
  }),
})
const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', {
  description: 'Input of `revokeApiToken`.',
  fields: (t) => ({ tokenId: t.id({ required: true, description: 'The token.' }) }),
})
const CreateServiceAccountInput = builder.inputType('CreateServiceAccountInput', {
  description: 'Input of `createServiceAccount`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name; at most 100 characters.' }),
    role: t.field({ type: Role, required: true, description: 'AGENT or ADMIN.' }),
  }),
})

const ApiTokenPayload = payloadType<{ token: ApiTokenRow | null; secret: string | null }>(
  'ApiTokenPayload',
  'The created or revoked token.',
)
builder.objectFields(ApiTokenPayload, (t) => ({
  token: t.field({
    type: ApiToken,
    nullable: true,
    description: 'The token; null if nothing was changed.',
    resolve: ({ token }) => token ?? null,
  }),
  secret: t.string({
    nullable: true,
    description: 'After creating: what to send as `Authorization: Bearer …`. It is returned only here.',
    resolve: ({ secret }) => secret ?? null,
  }),
}))

builder.queryField('apiTokens', (t) =>
  t.field({
    type: [ApiToken],
    authScopes: { signedIn: true },
    description: 'The viewer’s API tokens, or for admins everyone’s: valid ones first, then the newest.',
    args: { userId: t.arg.id({ description: 'Only tokens of this user.' }) },
    complexity: { field: 1, multiplier: LISTED_MAX / 5 },
    resolve: (_root, { userId }) => {
      if (userId == null) return listTokens(null)
      const id = uuidOf(userId, 'User')
      return id ? listTokens(id) : []
    },
  }),
)

const signedInOnly = { authScopes: { signedIn: true } }

builder.mutationFields((t) => ({
  createApiToken: t.field({
    type: ApiTokenPayload,
    ...signedInOnly,
    description: 'Creates an API token for the viewer, or by an admin for a service account.',
    args: { input: t.arg({ type: CreateApiTokenInput, required: true, description: 'What it may do.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { auth } = context.services.pools
        const userId = input.userId == null ? undefined : uuidOf(input.userId, 'User')
        const { id, secret } = await createToken(signedIn(context), { ...input, userId }, auth)
        return { token: await readToken(id), secret }
      }),
  }),
  revokeApiToken: t.field({
    type: ApiTokenPayload,
    ...signedInOnly,
    description: 'Revokes one of the viewer’s API tokens, or for admins anybody’s. Its open sockets are closed.',
    args: { input: t.arg({ type: RevokeApiTokenInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.tokenId, 'ApiToken')
        await revokeToken(signedIn(context), id, context.services.pools.auth)
        return { token: await readToken(id), secret: null }
      }),
  }),
  createServiceAccount: t.field({
    type: PersonPayload,
    ...signedInOnly,
    description:
      'Admins: creates an account for a program. It belongs to the desk, cannot sign in and has only API tokens.',
    args: { input: t.arg({ type: CreateServiceAccountInput, required: true, description: 'Its name and role.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = await createServiceAccount(signedIn(context), input, context.services.pools.auth)
        return { person: (await readListedPeople([id]))[0] ?? null, returnedTickets: 0 }
      }),
  }),
}))
