import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { AuthRefusal } from './authRequest.ts'
import type { OwnRoutes } from './ownRoutes.ts'
import { inTransaction } from './inTransaction.ts'
import { setPassword } from './makeAdmin.ts'
import { findLink, removeLinks, requestLink, takeLink } from './mailedLinks.ts'
import { emailIn, passwordIn, tokenIn } from './newAccount.ts'

/**
 * Resetting a forgotten password: `POST /forgot-password` asks for a mail, `POST /reset-password/check` returns whose link it is,
 * and `POST /reset-password` sets the new password. It does not sign in: a second factor may be required.
 */
export const PASSWORD_RESET: OwnRoutes = {
  'POST /forgot-password': async ({ body, pool }) => {
    await requestLink(pool, 'password_reset', { email: emailIn(body) })
    return Response.json({})
  },
  'POST /reset-password/check': async ({ body, pool }) => {
    const owner = await findLink(pool, 'password_reset', tokenIn(body))
    return owner ? Response.json({ email: owner.email }) : gone()
  },
  'POST /reset-password': async ({ body, pool }) => {
    const token = tokenIn(body)
    const owner = await findLink(pool, 'password_reset', token)
    if (!owner) return gone()
    const password = await passwordIn(body, owner)
    return (await resetPassword(pool, token, password)) ? Response.json({ email: owner.email }) : gone()
  },
}

/** Sets the password and ends all sign-ins, tokens and other links of the person. False if the link is no longer valid. */
async function resetPassword(pool: pg.Pool, token: string, password: string): Promise<boolean> {
  // Hashing is slow on purpose: it is not done while anything is locked.
  const hash = await hashPassword(password)
  return inTransaction(pool, async (client) => {
    const owner = await takeLink(client, 'password_reset', token)
    // The address is still theirs: it may have been changed since.
    const known = await client.query(
      `update users set email_verified = true where id = $1 and email = $2 and disabled_at is null`,
      [owner?.userId, owner?.email],
    )
    if (!owner?.userId || !known.rowCount) return false
    await client.query('delete from sign_ins where user_id = $1', [owner.userId])
    await setPassword(client, owner.userId, hash)
    await removeLinks(client, owner.userId)
    return true
  })
}

function gone(): never {
  throw new AuthRefusal(404, 'LINK_GONE', 'This link has been used or has expired.')
}
