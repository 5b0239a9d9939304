import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { AuthRefusal, signInRequest } from './authRequest.ts'
import { emailForms } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'
import { findLink, requestLink, takeLink } from './mailedLinks.ts'
import { emailIn, nameIn, passwordIn, tokenIn } from './newAccount.ts'
import type { OwnRoutes } from './ownRoutes.ts'
import { readRetrying } from './readRetrying.ts'

/** Who may sign up, as set in the desk settings. */
interface SignUpSettings {
  signUp: 'off' | 'open' | 'domains'
  /** For `domains`: those of the email addresses that may. */
  domains: string[]
}

/** The current settings. */
export async function readSignUp(pool: pg.Pool): Promise<SignUpSettings> {
  const text = 'select sign_up as "signUp", sign_up_domains as domains from desk_settings'
  return (await readRetrying<SignUpSettings>(pool, { name: 'sign_up_settings', text })).rows[0]!
}

/**
 * Sign-up of buyers: `POST /sign-up` asks for a mail, which verifies the address before there is an account. `POST /sign-up/check`
 * returns the address of its link, and `POST /sign-up/complete` creates the account and signs in.
 */
export const SIGN_UP: OwnRoutes = {
  'POST /sign-up': async ({ body, pool }) => {
    const email = emailIn(body)
    await refuseUnlessAllowed(pool, email)
    await requestLink(pool, 'sign_up', { email })
    return Response.json({})
  },
  'POST /sign-up/check': async ({ body, pool }) => {
    const owner = await findLink(pool, 'sign_up', tokenIn(body))
    return owner ? Response.json({ email: owner.email }) : gone()
  },
  'POST /sign-up/complete': async ({ body, pool, web, signIn }) => {
    const token = tokenIn(body)
    const { email } = (await findLink(pool, 'sign_up', token)) ?? gone()
    await refuseUnlessAllowed(pool, email)
    const name = nameIn(body)
    const password = await passwordIn(body, { name, email })
    const outcome = await createBuyer(pool, { token, name, hash: await hashPassword(password) })
    if (outcome === 'gone') return gone()
    if (outcome === 'known')
      throw new AuthRefusal(409, 'KNOWN', 'An account with this email address already exists. Sign in instead.')
    return signIn(signInRequest(web, { email, password }))
  },
}

async function refuseUnlessAllowed(pool: pg.Pool, email: string): Promise<void> {
  const { signUp, domains } = await readSignUp(pool)
  if (signUp === 'off') throw new AuthRefusal(403, 'SIGN_UP_OFF', 'Accounts on this desk are created by invitation.')
  if (signUp === 'domains' && !domains.includes(email.split('@')[1]!))
    throw new AuthRefusal(403, 'SIGN_UP_DOMAIN', 'An account needs an email address of another organisation.')
}

function createBuyer(
  pool: pg.Pool,
  { token, name, hash }: { token: string; name: string; hash: string },
): Promise<'created' | 'gone' | 'known'> {
  return inTransaction(pool, async (client) => {
    const owner = await takeLink(client, 'sign_up', token)
    if (!owner) return 'gone'
    const made = await client.query<{ id: string }>(
      `insert into users (name, email, email_verified, role) select $1, $2, true, 'buyer'
        where not exists (select from users where email = any ($3)) on conflict (email) do nothing returning id`,
      [name, owner.email, emailForms(owner.email)],
    )
    if (!made.rows[0]) return 'known'
    await client.query(
      `insert into accounts (user_id, account_id, provider_id, password) values ($1::uuid, $1::text, 'credential', $2)`,
      [made.rows[0].id, hash],
    )
    return 'created'
  })
}

function gone(): never {
  throw new AuthRefusal(404, 'LINK_GONE', 'This link has been used or has expired.')
}
