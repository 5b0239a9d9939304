import { createHash } from 'node:crypto'
import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type pg from 'pg'
import { z } from 'zod'
import type { UserRole } from '../generated/prisma/client.ts'
import { isDatabaseGone } from '../platform/database/errors.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { HandoverIssuer } from '../platform/handoverIssuers.ts'
import type { Logger } from '../platform/log.ts'
import { AuthRefusal } from './authRequest.ts'
import { normalizeEmail } from './emailAddress.ts'
import { type Handover, handoverTokens } from './handoverToken.ts'
import { type IdentifiedPerson, IdentityRefusal, lineFrom, writeIdentified } from './identifiedPerson.ts'
import { inTransaction } from './inTransaction.ts'
import { isLocalPath } from './localPath.ts'
import type { OwnRequest, OwnRoutes } from './ownRoutes.ts'
import { askForSecondFactor } from './secondFactor.ts'

interface Options {
  pool: pg.Pool
  issuers: readonly HandoverIssuer[]
  log: Logger
}

/**
 * `POST /enter {token}`: signs in a person whom the shop's own site has handed over with a token, and creates or updates them. A token works once,
 * on whatever node: its use is recorded in the transaction that writes the person, so what is refused leaves nothing behind.
 */
export function handover({ pool, issuers, log }: Options) {
  const read = handoverTokens(issuers)
  const enter = createAuthEndpoint(
    '/enter',
    { method: 'POST', body: z.object({ token: z.string().catch('') }) },
    async (ctx) => {
      const { internalAdapter, authCookies, secret } = ctx.context
      const current = await ctx.getSignedCookie(authCookies.sessionToken.name, secret)
      const person = await receive(pool, { read, token: ctx.body.token, current: current || '' }).catch((error) => {
        if (error instanceof AuthRefusal) log.info({ code: error.code }, 'a hand-over was refused')
        throw error
      })
      const user = (await internalAdapter.findUserById(person.id)) as UserRow
      // Their open pages keep the sign-in that they use.
      if (!person.isSignedIn) {
        if (user.twoFactorEnabled) return askForSecondFactor(ctx, { id: user.id, disabled: false })
        await setSessionCookie(ctx, { session: await internalAdapter.createSession(user.id), user })
      }
      return ctx.json({ user: { id: user.id, name: user.name, email: user.email, role: user.role } })
    },
  )
  return { id: 'parley-handover', endpoints: { enter } } satisfies BetterAuthPlugin
}

type UserRow = Parameters<typeof setSessionCookie>[1]['user'] & { twoFactorEnabled?: boolean; role: UserRole }

/** `GET /enter?token=…&to=…` for browsers: the same, and then the path, or the sign-in page with the problem. */
export const ENTER: OwnRoutes = {
  'GET /enter': async ({ web, signIn }) => {
    const query = new URL(web.url).searchParams
    const to = query.get('to')
    const response = await enterWith({ web, signIn }, query.get('token') ?? '')
    const headers = new Headers({ location: await target(response, isLocalPath(to) ? to : '/') })
    for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  },
}

async function enterWith({ web, signIn }: Pick<OwnRequest, 'web' | 'signIn'>, token: string): Promise<Response> {
  const headers = new Headers(web.headers)
  headers.set('content-type', 'application/json')
  const body = JSON.stringify({ token })
  try {
    return await signIn(new Request(new URL(web.url.split('?')[0]!), { method: 'POST', headers, body }))
  } catch (error) {
    if (error instanceof AuthRefusal) return Response.json({ code: error.code }, { status: error.status })
    if (isDatabaseGone(error)) return Response.json({ code: 'SERVICE_UNAVAILABLE' }, { status: 503 })
    throw error
  }
}

async function target(response: Response, to: string): Promise<string> {
  const answer = (await response.json()) as { code?: string; secondFactor?: boolean }
  const next = to === '/' ? '' : `next=${encodeURIComponent(to)}`
  if (answer.secondFactor) return `/sign-in/code${next && `?${next}`}`
  if (response.ok) return to
  return `/sign-in?problem=${answer.code ?? 'OIDC'}${next && `&${next}`}`
}

interface Received {
  read: (token: string) => Promise<Handover>
  token: string
  /** The browser's sign-in. */
  current: string
}

async function receive(
  pool: pg.Pool,
  { read, token, current }: Received,
): Promise<{ id: string; isSignedIn: boolean }> {
  // Keys may have to be fetched: no connection is held meanwhile.
  const received = await read(token)
  const person = personIn(received)
  try {
    return await inTransaction(pool, async (client) => {
      await use(client, received)
      const written = await writeIdentified(client, person, { roles: received.issuer.roles, follows: true })
      return { id: written.id, isSignedIn: await isSignedIn(client, current, written.id) }
    })
  } catch (error) {
    if (error instanceof IdentityRefusal) throw PROBLEMS[error.problem]()
    throw error
  }
}

function personIn({ issuer, claims }: Handover): IdentifiedPerson {
  const role = issuer.roles.find((allowed) => allowed === claims.role)
  if (claims.role != null && !role) throw new AuthRefusal(403, 'HANDOVER_ROLE', 'The issuer may not give this role.')
  const shopName = lineFrom(claims.shop_name)
  const shop = shopName ?? lineFrom(claims.shop)
  return {
    source: handoverSource(issuer.issuer),
    sub: claims.sub,
    verifiedEmail: claims.email_verified === true ? normalizeEmail(claims.email ?? '') : undefined,
    name: lineFrom(claims.name),
    role,
    defaultRole: issuer.roles[0]!,
    shop: shop ? { externalId: claims.shop ?? undefined, name: shop, isUnnamed: !shopName } : undefined,
  }
}

/** How the people of an issuer are stored in accounts.provider_id. */
export const handoverSource = (issuer: string): string => `handover:${issuer}`

/** Records the use of a token. Of two concurrent ones, the second waits for the first and is refused. */
async function use(client: pg.ClientBase, { issuer, claims }: Handover): Promise<void> {
  const key = createHash('sha256')
    .update(JSON.stringify([issuer.issuer, claims.jti]))
    .digest()
  const used = await client.query(
    `insert into handover_uses (key, expires_at) values ($1, to_timestamp($2) + interval '10 minutes') on conflict do nothing`,
    [key, claims.exp],
  )
  if (!used.rowCount) throw new AuthRefusal(401, 'HANDOVER_REPLAYED', 'The token has already been used.')
}

/**
 * Whether this sign-in is the person's own, and lasts. Throws if it is that of staff: whoever makes an agent open a link must not sign them
 * out, or have them write in another account.
 */
async function isSignedIn(client: pg.ClientBase, token: string, personId: string): Promise<boolean> {
  const { rows } = await client.query<{ id: string; role: UserRole; lasts: boolean }>(
    `select u.id, u.role, s.expires_at > now() + interval '1 day' as lasts from sign_ins s join users u on u.id = s.user_id
      where s.token = $1 and s.expires_at > now() and u.disabled_at is null`,
    [token],
  )
  const current = rows[0]
  if (current?.id === personId) return current.lasts
  if (current && isStaffRole(current.role))
    throw new AuthRefusal(409, 'HANDOVER_SIGNED_IN', 'A member of staff is signed in here. Sign out first.')
  return false
}

const PROBLEMS: Record<IdentityRefusal['problem'], () => AuthRefusal> = {
  EMAIL_UNVERIFIED: () =>
    new AuthRefusal(403, 'HANDOVER_EMAIL_UNVERIFIED', 'The issuer has not verified the email address.'),
  NOT_ALLOWED: () => new AuthRefusal(403, 'HANDOVER_ROLE', 'The issuer may not sign in accounts of this role.'),
  DISABLED: () => new AuthRefusal(403, 'DISABLED', 'This account is disabled.'),
  KNOWN: () => new AuthRefusal(409, 'HANDOVER_EMAIL_TAKEN', 'Another account has this email address.'),
}
