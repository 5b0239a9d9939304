import type { BetterAuthPlugin, User } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type pg from 'pg'
import { z } from 'zod'
import { emailForms } from './emailAddress.ts'

const CREDENTIAL = `
  select u.id, u.name, u.email, u.email_verified as "emailVerified", u.created_at as "createdAt",
         u.updated_at as "updatedAt", a.id as "accountId", a.password as hash
    from users u left join accounts a on a.user_id = u.id and a.provider_id = 'credential'
   where u.email = any ($1) order by array_position($1, u.email) limit 1`

type Credential = User & { accountId: string | null; hash: string | null }

/**
 * `POST /sign-in/email` in place of better-auth's own, which accepts fewer email addresses than the desk: here everyone who
 * has an account can sign in. An unknown address, an account without a password and a wrong password give the same
 * response and take the same time.
 */
export function passwordSignIn(pool: pg.Pool) {
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
    const { accountId, hash, ...user } = found
    if (!(await passwords.verify({ hash, password }))) throw wrong()
    const session = await internalAdapter.createSession(user.id)
    if (!(await isCurrent(pool, accountId, hash))) {
      await internalAdapter.deleteSession(session.token)
      throw wrong()
    }
    await setSessionCookie(ctx, { session, user })
    return ctx.json({ user: { id: user.id, name: user.name, email: user.email } })
  })
  return { id: 'parley-password', endpoints: { signInEmail } } satisfies BetterAuthPlugin
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
