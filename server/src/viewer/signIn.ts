import type { BetterAuthPlugin, User } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type pg from 'pg'
import { z } from 'zod'
import { askForSecondFactor } from './secondFactor.ts'
import { emailForms } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'
import { takeLink } from './mailedLinks.ts'

const PERSON = `u.id, u.name, u.email, u.email_verified as "emailVerified", u.created_at as "createdAt", u.updated_at as "updatedAt",
  u.two_factor_enabled as "twoFactorEnabled", u.disabled_at is not null as disabled`

const CREDENTIAL = `
  select ${PERSON}, a.id as "accountId", a.password as hash
    from users u left join accounts a on a.user_id = u.id and a.provider_id = 'credential'
   where u.email = any ($1) order by array_position($1, u.email) limit 1`

interface Person extends User {
  twoFactorEnabled: boolean
  disabled: boolean
}
type Credential = Person & { accountId: string | null; hash: string | null }
type Context = Parameters<typeof setSessionCookie>[0]

/**
 * `POST /sign-in/email` in place of better-auth's own, which accepts fewer email addresses than the desk, and `POST /sign-in/link`
 * for a mailed link. Who has a second factor is not signed in yet but asked for a code. An unknown address, an account without
 * a password and a wrong password give the same response and take the same time.
 */
export function signIn(pool: pg.Pool) {
  const body = z.object({ email: z.string(), password: z.string() })
  const signInEmail = createAuthEndpoint('/sign-in/email', { method: 'POST', body }, async (ctx) => {
    const { email, password } = ctx.body
    const { password: passwords, internalAdapter } = ctx.context
    if (!email.includes('@')) throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid email.' })
    const { rows } = await pool.query<Credential>(CREDENTIAL, [emailForms(email)])
    const found = rows[0]
    if (!found?.accountId || !found.hash) {
      await passwords.hash(password)
      throw wrong()
    }
    const { accountId, hash, ...person } = found
    if (!(await passwords.verify({ hash, password }))) throw wrong()
    if (person.twoFactorEnabled) {
      const answer = await askForSecondFactor(ctx, person)
      if (await isCurrent(pool, accountId, hash)) return answer
      await pool.query('delete from verifications where value = $1', [person.id])
      throw wrong()
    }
    const session = await internalAdapter.createSession(person.id)
    if (!(await isCurrent(pool, accountId, hash))) {
      await internalAdapter.deleteSession(session.token)
      throw wrong()
    }
    return signedIn(ctx, person, session)
  })
  const byLink = createAuthEndpoint(
    '/sign-in/link',
    { method: 'POST', body: z.object({ token: z.string() }) },
    async (ctx) => {
      const person = await linkOwner(pool, ctx.body.token)
      if (!person) {
        throw new APIError('NOT_FOUND', { code: 'LINK_GONE', message: 'This link has been used or has expired.' })
      }
      if (person.twoFactorEnabled) return askForSecondFactor(ctx, person)
      return signedIn(ctx, person, await ctx.context.internalAdapter.createSession(person.id))
    },
  )
  return { id: 'parley-sign-in', endpoints: { signInEmail, signInByLink: byLink } } satisfies BetterAuthPlugin
}

async function signedIn(ctx: Context & { json: (value: object) => unknown }, user: Person, session: Session) {
  await setSessionCookie(ctx, { session, user })
  return ctx.json({ user: { id: user.id, name: user.name, email: user.email } })
}
type Session = Parameters<typeof setSessionCookie>[1]['session']

/** Uses a mailed link up, which also proves that the address is theirs. */
function linkOwner(pool: pg.Pool, token: string): Promise<Person | undefined> {
  return inTransaction(pool, async (client) => {
    const owner = await takeLink(client, 'sign_in', token)
    const query = `update users u set email_verified = true where id = $1 and email = $2 returning ${PERSON}`
    return owner && (await client.query<Person>(query, [owner.userId, owner.email])).rows[0]
  })
}

/**
 * Whether this is still the person's password, checked after the sign-in was created: a password change ends all sign-ins,
 * and the lock serialises the two. So nobody can sign in with a password that was changed while it was being checked.
 */
async function isCurrent(pool: pg.Pool, accountId: string, hash: string): Promise<boolean> {
  const query = 'select from accounts where id = $1 and password = $2 for share'
  return (await pool.query(query, [accountId, hash])).rowCount === 1
}

function wrong(): APIError {
  return new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password.' })
}
