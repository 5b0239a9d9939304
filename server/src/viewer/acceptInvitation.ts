import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { currentRequest } from '../platform/requestScope.ts'
import { hashToken } from './apiTokens.ts'
import { emailForms } from './emailAddress.ts'
import { readRetrying } from './readRetrying.ts'

/** An invitation, as the holder of its link sees it. */
interface OpenInvitation {
  email: string
  name: string
  role: UserRole
  shopName: string | null
}

const OPEN = `select id, email, name, role, shop_name as "shopName" from invitations
  where token_hash = $1 and accepted_at is null and cancelled_at is null and expires_at > now()`

/** The invitation for a link's token; undefined if it was used, withdrawn or replaced, or has expired. */
export async function findInvitation(pool: pg.Pool, token: string): Promise<OpenInvitation | undefined> {
  const query = { name: 'open_invitation', text: OPEN, values: [hashToken(token)] }
  const row = (await readRetrying<OpenInvitation & { id: string }>(pool, query)).rows[0]
  return row && { email: row.email, name: row.name, role: row.role, shopName: row.shopName }
}

/**
 * Creates the invited person with their password and shop, and marks the invitation as used, atomically and only once even
 * if requests are concurrent. Returns the email to sign in with, or why it failed: 'gone', or 'known' if the address already
 * has an account.
 */
export async function acceptInvitation(
  pool: pg.Pool,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<{ email: string } | 'gone' | 'known'> {
  // Hashing is slow on purpose: it is not done for invalid links, nor while a row is locked.
  if (!(await findInvitation(pool, token))) return 'gone'
  const hash = await hashPassword(password)
  const client = await pool.connect()
  try {
    await client.query('begin')
    // The audit log records who accepted, and from where.
    await client.query(`select set_config('parley.request', $1, true)`, [JSON.stringify(currentRequest() ?? {})])
    const { rows } = await client.query<OpenInvitation & { id: string }>(`${OPEN} for update`, [hashToken(token)])
    const invitation = rows[0]
    const outcome = invitation ? await makePerson(client, invitation, name, hash) : 'gone'
    await client.query(typeof outcome === 'string' ? 'rollback' : 'commit')
    client.release()
    return outcome
  } catch (error) {
    await client.query('rollback').catch(() => {})
    client.release(error instanceof Error ? error : true)
    throw error
  }
}

async function makePerson(
  client: pg.PoolClient,
  { id, email, role, shopName }: OpenInvitation & { id: string },
  name: string,
  hash: string,
): Promise<{ email: string } | 'known'> {
  // In the form that sign-in looks up first, whatever form an older invitation was stored in.
  const forms = emailForms(email)
  const made = await client.query<{ id: string }>(
    `insert into users (name, email, email_verified, role) select $1, $2, true, $3::user_role
      where not exists (select from users where email = any ($4)) on conflict (email) do nothing returning id`,
    [name, forms[0], role, forms],
  )
  const userId = made.rows[0]?.id
  if (!userId) return 'known'
  await client.query(
    `insert into accounts (user_id, account_id, provider_id, password) values ($1::uuid, $1::text, 'credential', $2)`,
    [userId, hash],
  )
  if (shopName) await client.query('insert into sellers (shop_name, owner_id) values ($1, $2)', [shopName, userId])
  await client.query('update invitations set accepted_at = now(), user_id = $2 where id = $1', [id, userId])
  return { email }
}
