import { verifyPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { AuthRefusal } from './authRequest.ts'
import { changeEmail } from './changeEmail.ts'
import { requestLink } from './mailedLinks.ts'
import { emailIn, nameIn, tokenIn } from './newAccount.ts'
import type { OwnRequest, OwnRoutes } from './ownRoutes.ts'
import { removePasskey, renamePasskey } from './passkeys.ts'
import { readRetrying } from './readRetrying.ts'
import { endOtherSignIns, endSignIn, listSignIns } from './signIns.ts'
import type { Viewer } from './viewer.ts'

const ACCOUNT = `
  select u.id, u.name, u.email, u.role, u.two_factor_enabled as "secondFactor",
         lacks_second_factor(u.role, u.two_factor_enabled or s.by_passkey) as "mustSetUp",
         u.avatar_url as "avatarUrl",
         (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'createdAt', p.created_at) order by p.created_at), '[]')
            from passkeys p where p.user_id = u.id) as passkeys,
         exists (select from accounts a where a.user_id = u.id and a.provider_id = 'credential') as "hasPassword"
    from users u join sign_ins s on s.user_id = u.id and s.id = $2 where u.id = $1`

/** The account page, for people of every role. All but the last two need a sign-in with the cookie. */
export const ACCOUNT_ROUTES: OwnRoutes = {
  'GET /account': async ({ pool, viewer }) => {
    const { id, signIn } = byCookie(viewer)
    const { rows } = await readRetrying<object>(pool, { name: 'account', text: ACCOUNT, values: [id, signIn.id] })
    return Response.json({ ...rows[0], signIns: await listSignIns(pool, id, signIn.id) })
  },
  'POST /account/name': async ({ pool, viewer, body }) => {
    await pool.query('update users set name = $2, updated_at = now() where id = $1', [
      byCookie(viewer).id,
      nameIn(body),
    ])
    return Response.json({})
  },
  'POST /account/email': async ({ pool, viewer, body }) => {
    const { id } = byCookie(viewer)
    const email = emailIn(body)
    await checkPassword(pool, id, body.password)
    await requestLink(pool, 'email_change', { email, userId: id })
    return Response.json({})
  },
  'POST /account/rename-passkey': async ({ pool, viewer, body }) => {
    await renamePasskey(pool, byCookie(viewer).id, body)
    return Response.json({})
  },
  'POST /account/remove-passkey': async ({ pool, viewer, body }) => {
    await removePasskey(pool, byCookie(viewer).id, body)
    return Response.json({})
  },
  'POST /account/sign-out': async ({ pool, viewer, body }) => {
    const ended = await endSignIn(pool, byCookie(viewer).id, String(body.signInId))
    if (!ended) throw new AuthRefusal(404, 'NOT_FOUND', 'This sign-in has already ended.')
    return Response.json({})
  },
  'POST /account/sign-out-others': async ({ pool, viewer }) => {
    const { id, signIn } = byCookie(viewer)
    await endOtherSignIns(pool, id, signIn.id)
    return Response.json({})
  },
  'POST /sign-in/request-link': async ({ pool, body }) => {
    await requestLink(pool, 'sign_in', { email: emailIn(body) })
    return Response.json({})
  },
  'POST /confirm-email': async ({ pool, body }) => {
    const outcome = await changeEmail(pool, tokenIn(body))
    if (outcome === 'gone') throw new AuthRefusal(404, 'LINK_GONE', 'This link has been used or has expired.')
    if (outcome === 'known') throw new AuthRefusal(409, 'KNOWN', 'Another account has this email address.')
    return Response.json(outcome)
  },
}

/** The endpoints above that act as the signed-in user. */
export const ACCOUNT_AS_SIGNED_IN = Object.keys(ACCOUNT_ROUTES).filter((route) => route.includes('/account'))

/** Programs with a token do not change accounts. */
function byCookie(viewer: OwnRequest['viewer']): Viewer {
  if (viewer?.signIn.kind === 'cookie') return viewer
  throw new AuthRefusal(401, 'UNAUTHENTICATED', 'Sign in first.')
}

/** Whoever finds an open browser cannot take the account over. Accounts without a password have none to check. */
async function checkPassword(pool: pg.Pool, userId: string, password: unknown): Promise<void> {
  const { rows } = await pool.query<{ hash: string }>(
    `select password as hash from accounts where user_id = $1 and provider_id = 'credential'`,
    [userId],
  )
  const hash = rows[0]?.hash
  if (hash && !(await verifyPassword({ hash, password: String(password) })))
    throw new AuthRefusal(400, 'INVALID_PASSWORD', 'This is not your password.')
}
