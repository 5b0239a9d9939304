import { statement } from '../platform/database/statement.ts'

const expired = [
  'DELETE FROM sign_ins WHERE expires_at <= now()',
  'DELETE FROM verifications WHERE expires_at <= now()',
  'DELETE FROM setup_links WHERE expires_at <= now()',
  'DELETE FROM sign_in_attempts WHERE forgiven_at <= now()',
  'DELETE FROM rate_limits WHERE full_at <= now()',
  'DELETE FROM handover_uses WHERE expires_at <= now()',
  `DELETE FROM api_tokens WHERE least(revoked_at, expires_at) < now() - interval '30 days'`,
].map((text) => statement(text))

/** Removes expired sign-ins, verifications and set-up links, forgiven guesses, full rate limits, used hand-overs, and tokens that were revoked or expired more than 30 days ago. */
export async function removeExpired(): Promise<void> {
  for (const remove of expired) await remove.rows()
}
