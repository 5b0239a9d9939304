import type pg from 'pg'
import { readRetrying } from './readRetrying.ts'
import type { SignInRef } from './viewer.ts'

/** A sign-in as stored by a live feed: whose it was, and in which role it acts. */
export type HeldSignIn = SignInRef & { userId: string; role: string }

const STILL_VALID = `
  select h.id
    from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) as h (kind, id, user_id, role)
    join users u on u.id = h.user_id and u.disabled_at is null
    left join sign_ins s on h.kind = 'cookie' and s.id = h.id and s.user_id = h.user_id and s.expires_at > now()
      and u.role::text = h.role
      and not lacks_second_factor(u.role, u.two_factor_enabled or s.by_passkey)
    left join api_tokens t on h.kind = 'token' and t.id = h.id and t.user_id = h.user_id and t.revoked_at is null
      and (t.expires_at is null or t.expires_at > now()) and acting_role(u.role, t.scopes)::text = h.role
   where s.id is not null or t.id is not null`

/**
 * Returns the ids of those that are still valid: existing, not expired or revoked, of a person who is enabled and still has
 * that role. Runs one query for any number.
 */
export async function stillValid(pool: pg.Pool, held: readonly HeldSignIn[]): Promise<Set<string>> {
  if (held.length === 0) return new Set()
  const columns = [held.map((h) => h.kind), held.map((h) => h.id), held.map((h) => h.userId), held.map((h) => h.role)]
  const query = { name: 'still_valid', text: STILL_VALID, values: columns }
  const { rows } = await readRetrying<{ id: string }>(pool, query)
  return new Set(rows.map(({ id }) => id))
}

// Two nodes may record the same people at once: rows locked by the other are skipped, so that neither waits.
const TOUCH = `
  update users set last_seen_at = now() where id in (
    select id from users where id = any ($1::uuid[]) for no key update skip locked)`

/** Records that these people are online now. */
export async function touch(pool: pg.Pool, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  await pool.query({ name: 'touch_users', text: TOUCH, values: [userIds] })
}
