import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { currentRequest } from '../platform/requestScope.ts'
import { hashToken } from './apiTokens.ts'
import { makeAdmin } from './makeAdmin.ts'
import { readRetrying } from './readRetrying.ts'

const TOKEN_BYTES = 32
// Imported and seeded people have no password.
const NO_ADMIN = `not exists (select from users u join accounts a on a.user_id = u.id
  where u.role = 'admin' and u.disabled_at is null and a.password is not null)`

/**
 * Creates a link token for the first admin, valid for a day; undefined if the desk has an admin who can sign in. Earlier
 * links, also of other nodes, stay valid. `client` acts as maintenance.
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

/** Whether a link's token is valid for creating the first admin. */
export async function isSetupOpen(pool: pg.Pool, token: string): Promise<boolean> {
  const text = `select from setup_links where token_hash = $1 and expires_at > now() and ${NO_ADMIN}`
  return (await readRetrying(pool, { text, values: [hashToken(token)] })).rowCount === 1
}

/** Creates the first admin and invalidates all links; false if the link is no longer valid. Of two concurrent calls, one succeeds. */
export async function completeSetup(
  pool: pg.Pool,
  { token, password, ...person }: { token: string; name: string; email: string; password: string },
): Promise<boolean> {
  // Hashing is slow on purpose: it is not done for invalid links, nor while anything is locked.
  if (!(await isSetupOpen(pool, token))) return false
  const hash = await hashPassword(password)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('parley.request', $1, true)`, [JSON.stringify(currentRequest() ?? {})])
    // Locked first and read in a later statement, so that the second of two calls sees the result of the first.
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
