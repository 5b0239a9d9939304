import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { checkedLine } from '../platform/text.ts'
import { notFound, RequestError, UserError } from '../platform/userError.ts'
import { defaultExpiry, newToken, withRead } from '../viewer/apiTokens.ts'
import { allows, scopesOf, type TokenScope } from '../viewer/tokenScopes.ts'
import { stillValid } from '../viewer/validity.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { asViewer } from './asViewer.ts'
import { canCreateToken } from './policy.ts'

const NAME_MAX = 100
/** How far ahead a token may expire, in days. */
const DAYS_MAX = 366
/** How many valid tokens a person can have. */
const TOKENS_MAX = 100

interface NewToken {
  name: string
  scopes: readonly TokenScope[]
  expiresAt?: Date | null | undefined
  /** A service account; the viewer if omitted. */
  userId?: string | undefined
}

interface Owner {
  id: string
  role: UserRole
  isService: boolean
  tokens: number
}

const OWNER = `
  select u.id, u.role, u.is_service as "isService", (select count(*)::int from api_tokens t
    where t.user_id = u.id and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())) as tokens
  from users u where u.id = $1 and u.disabled_at is null`
const INSERT = `
  insert into api_tokens (user_id, token_hash, name, scopes, expires_at, created_by) values ($1, $2, $3, $4, $5, $6) returning id`

/** Creates a token for the viewer, or by an admin for a service account. Returns its id, and the token itself this once. */
export async function createToken(
  viewer: Viewer,
  input: NewToken,
  auth: pg.Pool,
): Promise<{ id: string; secret: string }> {
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  if (input.scopes.length === 0) throw new UserError('VALIDATION', 'Choose at least one scope.', ['input', 'scopes'])
  const scopes = withRead(input.scopes)
  const expiresAt = expiryOf(viewer, input.expiresAt ?? null)
  const ownerId = input.userId ?? viewer.id
  if (!isUuid(ownerId)) throw notFound('person', 'userId')
  await mustBeValid(viewer, auth)
  return asViewer(auth, viewer, async (client) => {
    const owner = (await client.query<Owner>(OWNER, [ownerId])).rows[0]
    checkOwner(viewer, owner, scopes)
    const { token, hash } = newToken()
    const values = [ownerId, hash, name, scopes, expiresAt, viewer.id]
    return { id: (await client.query<{ id: string }>(INSERT, values)).rows[0]!.id, secret: token }
  })
}

/** A token cannot create one that is valid longer: it could be prolonged for ever. */
function expiryOf({ signIn }: Viewer, chosen: Date | null): Date {
  const path = ['input', 'expiresAt']
  const latest = signIn.kind === 'token' ? signIn.expiresAt : null
  if (!chosen) return new Date(Math.min(defaultExpiry().getTime(), latest?.getTime() ?? Infinity))
  if (chosen.getTime() <= Date.now()) throw new UserError('VALIDATION', 'The expiry must be in the future.', path)
  if (chosen.getTime() > Date.now() + DAYS_MAX * 86_400_000)
    throw new UserError('VALIDATION', `A token can be valid for at most ${DAYS_MAX} days.`, path)
  if (latest && chosen > latest)
    throw new UserError('FORBIDDEN', 'A token cannot create one that is valid longer than itself.', path)
  return chosen
}

/** The viewer may be cached: a token that was revoked a moment ago must not live on in another one. */
async function mustBeValid({ id, role, signIn }: Viewer, auth: pg.Pool): Promise<void> {
  const valid = await stillValid(auth, [{ ...signIn, userId: id, role }])
  if (!valid.has(signIn.id)) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
}

function checkOwner(viewer: Viewer, owner: Owner | undefined, scopes: readonly TokenScope[]): void {
  const isOther = owner?.id !== viewer.id
  if (isOther && viewer.role !== 'admin')
    throw new UserError('FORBIDDEN', 'You can create tokens only for yourself.', ['input', 'userId'])
  if (!owner) throw notFound('person', 'userId')
  if (!canCreateToken(viewer, owner))
    throw new UserError('FORBIDDEN', 'Other people create their tokens themselves.', ['input', 'userId'])
  // A token acts in its own role: that of an admin without the scope ADMIN cannot give it.
  const possible = scopesOf(isOther ? owner.role : viewer.role)
  const beyond = scopes.filter((scope) => !possible.includes(scope) || !allows(viewer, scope))
  if (beyond.length > 0) {
    const named = beyond.join(', ').toUpperCase()
    throw new UserError('FORBIDDEN', `These scopes are more than is allowed here: ${named}.`, ['input', 'scopes'])
  }
  if (owner.tokens >= TOKENS_MAX)
    throw new UserError('CONFLICT', `There are already ${TOKENS_MAX} valid tokens. Revoke one first.`, ['input'])
}
