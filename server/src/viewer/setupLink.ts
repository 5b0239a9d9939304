import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { currentRequest } from '../platform/requestScope.ts'
import { hashToken } from './apiTokens.ts'
import { makeAdmin } from './makeAdmin.ts'
import { readRetrying } from './readRetrying.ts'

const TOKEN_BYTES = 32
// Who came with an import, or was seeded, has no password.
const NO_ADMIN = `not exists (select from users u join accounts a on a.user_id = u.id
  where u.role = 'admin' and u.disabled_at is null and a.password is not null)`

/**
 * Makes a link's token for the first admin, good for a day; undefined on a desk that has an admin who can sign in. Links
 * made before, by other nodes too, stay good. `client` acts as maintenance.
 */
export async function makeSetupToken(client: pg.ClientBase): Promise<string | undefined> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await client.query('delete from setup_links where expires_at <= now()')
  const { rowCount } = await client.query(
    `insert into setup_links (token_hash, expires_at) select $1, now() + interval '1 day' where ${NO_ADMIN}`,
    [hashToken(token)],
  )
  return rowCount === 1 ? token : undefined
}

/** Whether a link's token can make the first admin. */
export async function isSetupOpen(pool: pg.Pool, token: string): Promise<boolean> {
  const text = `select from setup_links where token_hash = $1 and expires_at > now() and ${NO_ADMIN}`
  return (await readRetrying(pool, { text, values: [hashToken(token)] })).rowCount === 1
}

/** Makes the first admin, and uses all links up; false where the link is no good any more. Of two at once, one succeeds. */
export async function completeSetup(
  pool: pg.Pool,
  { token, password, ...person }: { token: string; name: string; email: string; password: string },
): Promise<boolean> {
  // Hashing is slow on purpose: not for links that lead nowhere, and not while anything is locked.
  if (!(await isSetupOpen(pool, token))) return false
  const hash = await hashPassword(password)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('parley.request', $1, true)`, [JSON.stringify(currentRequest() ?? {})])
    // Locked first, looked at in a statement after it: the later of two sees what the earlier did.
    await client.query('select pg_advisory_xact_lock(7270007)')
    const found = await client.query(
      `delete from setup_links where expires_at > now() and ${NO_ADMIN} returning token_hash = $1 as used`,
      [hashToken(token)],
    )
    const done = found.rows.some(({ used }) => used)
    if (done) await makeAdmin(client, { ...person, hash })
    await client.query(done ? 'commit' : 'rollback')
    client.release()
    return done
  } catch (error) {
    await client.query('rollback').catch(() => {})
    client.release(error instanceof Error ? error : true)
    throw error
  }
}
