import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { hashToken } from './apiTokens.ts'
import { emailForms } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'
import { readRetrying } from './readRetrying.ts'

/** An invitation to answer for a shop, as the holder of its link sees it. */
export interface OpenShopInvitation {
  shopName: string
  /** The name of who has invited them, as long as that account exists. */
  invitedBy: string | null
  email: string
  /** Whether the address has no account yet. */
  needsAccount: boolean
}

interface Found {
  id: string
  shopId: string
  shopName: string
  email: string
  invitedBy: string | null
}

const OPEN = `
  select i.id, i.shop_id as "shopId", i.email, s.shop_name as "shopName", u.name as "invitedBy"
    from shop_invitations i join sellers s on s.id = i.shop_id left join users u on u.id = i.invited_by
   where i.token_hash = $1 and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now() and s.closed_at is null`
const KNOWN = 'select from users where email = any ($1)'

/** The invitation of a link's token; null if it was used or withdrawn, has expired, or the shop is closed. */
export async function findOpenShopInvitation(pool: pg.Pool, token: string): Promise<OpenShopInvitation | null> {
  const query = { name: 'open_shop_invitation', text: OPEN, values: [hashToken(token)] }
  const found = (await readRetrying<Found>(pool, query)).rows[0]
  if (!found) return null
  const known = await readRetrying(pool, { name: 'known_person', text: KNOWN, values: [emailForms(found.email)] })
  const { shopName, invitedBy, email } = found
  return { shopName, invitedBy, email, needsAccount: known.rows.length === 0 }
}

/**
 * Makes a seller a member of the shop that a link invites to, only once even if requests are concurrent. Returns the shop's id;
 * undefined if the link no longer works. For whoever has accepted it already it still does, so that a retry is harmless.
 */
export function joinShop(pool: pg.Pool, token: string, userId: string): Promise<string | undefined> {
  return inTransaction(pool, async (client) => {
    const open = await lockOpen(client, token)
    if (!open) return acceptedBefore(client, token, userId)
    await addMember(client, open, userId)
    return open.shopId
  })
}

/**
 * Creates a seller's account for the invited address and makes it a member of the shop. Returns the email to sign in with, or why
 * it failed: 'gone', or 'known' if the address already has an account.
 */
export async function acceptShopInvitation(
  pool: pg.Pool,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<{ email: string } | 'gone' | 'known'> {
  // Hashing is slow on purpose: it is not done for invalid links, nor while a row is locked.
  if (!(await findOpenShopInvitation(pool, token))) return 'gone'
  const hash = await hashPassword(password)
  return inTransaction(pool, async (client) => {
    const open = await lockOpen(client, token)
    if (!open) return 'gone'
    const forms = emailForms(open.email)
    const made = await client.query<{ id: string }>(
      `insert into users (name, email, email_verified, role) select $1, $2, true, 'seller'
        where not exists (select from users where email = any ($3)) on conflict (email) do nothing returning id`,
      [name, forms[0], forms],
    )
    const userId = made.rows[0]?.id
    if (!userId) return 'known'
    await client.query(
      `insert into accounts (user_id, account_id, provider_id, password) values ($1::uuid, $1::text, 'credential', $2)`,
      [userId, hash],
    )
    await addMember(client, open, userId)
    return { email: open.email }
  })
}

// The shop before its invitation, as when an invitation is sent or withdrawn.
async function lockOpen(client: pg.PoolClient, token: string): Promise<Found | undefined> {
  const hash = hashToken(token)
  await client.query(
    'select from sellers s where s.id = (select i.shop_id from shop_invitations i where i.token_hash = $1) for share',
    [hash],
  )
  return (await client.query<Found>(`${OPEN} for update of i`, [hash])).rows[0]
}

async function addMember(client: pg.PoolClient, { id, shopId }: Found, userId: string): Promise<void> {
  await client.query('update shop_invitations set accepted_at = now(), user_id = $2 where id = $1', [id, userId])
  await client.query(
    `insert into shop_members (shop_id, user_id) values ($1, $2)
     on conflict (shop_id, user_id) do update set removed_at = null, joined_at = now() where shop_members.removed_at is not null`,
    [shopId, userId],
  )
}

const ACCEPTED = `
  select i.shop_id as id from shop_invitations i join shop_members m on m.shop_id = i.shop_id and m.user_id = i.user_id
   where i.token_hash = $1 and i.user_id = $2 and i.accepted_at is not null and m.removed_at is null`

async function acceptedBefore(client: pg.PoolClient, token: string, userId: string): Promise<string | undefined> {
  return (await client.query<{ id: string }>(ACCEPTED, [hashToken(token), userId])).rows[0]?.id
}
