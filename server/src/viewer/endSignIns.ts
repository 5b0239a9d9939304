import type pg from 'pg'

const END = `
  with ended as (delete from sign_ins where user_id = $1),
       revoked as (update api_tokens set revoked_at = now() where user_id = $1 and revoked_at is null)
  select`

/**
 * Ends all sign-ins of a person, through the pool of sign-in. It commits by itself: an operation that also changes the
 * person calls it before its first write, since both increment `revocations` and one would wait for the other.
 */
export async function endSignIns(pool: pg.Pool, userId: string): Promise<void> {
  await pool.query({ name: 'end_sign_ins', text: END, values: [userId] })
}
