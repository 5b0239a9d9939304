import type pg from 'pg'
import { sqlState } from '../platform/database/errors.ts'
import { emailForms } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'
import { removeLinks, takeLink } from './mailedLinks.ts'

/**
 * Changes a person's address to the one that a mailed link has verified, and invalidates their other links. Their sign-ins stay.
 * 'gone' if the link is no longer valid, 'known' if another account has got the address meanwhile.
 */
export async function changeEmail(pool: pg.Pool, token: string): Promise<{ email: string } | 'gone' | 'known'> {
  try {
    return await inTransaction(pool, async (client) => {
      const owner = await takeLink(client, 'email_change', token)
      if (!owner?.userId) return 'gone'
      const known = await client.query('select from users where email = any ($1) and id <> $2', [
        emailForms(owner.email),
        owner.userId,
      ])
      if (known.rowCount) return 'known'
      const changed = await client.query(
        `update users set email = $2, email_verified = true, updated_at = now() where id = $1 and disabled_at is null`,
        [owner.userId, owner.email],
      )
      if (!changed.rowCount) return 'gone'
      await removeLinks(client, owner.userId)
      return { email: owner.email }
    })
  } catch (error) {
    if (sqlState(error) === '23505') return 'known'
    throw error
  }
}
