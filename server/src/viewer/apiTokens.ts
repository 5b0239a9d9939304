import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { StartError } from '../platform/errors/startError.ts'
import { emailForms } from './emailAddress.ts'

/** A prefix that makes a leaked token easy to recognise, for people and for scanners. */
const PREFIX = 'parley_'
const TOKEN_BYTES = 32
const TOKEN_FORM = /^parley_[\w-]{43}$/

/** Issues an API token for the person with this address and returns it; only its SHA-256 is stored. Throws a StartError. */
export async function issueToken(pool: pg.Pool, email: string): Promise<string> {
  const token = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
  const { rows } = await pool.query<{ disabled: boolean }>(
    `with person as (
            select id, disabled_at from users where email = any ($1) order by array_position($1, email) limit 1),
          issued as (insert into api_tokens (user_id, token_hash) select id, $2 from person where disabled_at is null)
     select disabled_at is not null as disabled from person`,
    [emailForms(email), hashToken(token)],
  )
  if (!rows[0]) throw new StartError(`There is no user with the email ${email}.`)
  if (rows[0].disabled) throw new StartError(`The user with the email ${email} is disabled.`)
  return token
}

/** Revokes a token immediately, also on open sockets. Returns whether it was valid. */
export async function revokeToken(pool: pg.Pool, token: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update api_tokens set revoked_at = now() where token_hash = $1 and revoked_at is null',
    [hashToken(token)],
  )
  return rowCount === 1
}

/** A token as it is listed. The token itself is not known. */
interface ListedToken {
  id: string
  createdAt: Date
  revokedAt: Date | null
}

/** The tokens of the person with this address, newest first. Throws a StartError. */
export async function listTokens(pool: pg.Pool, email: string): Promise<ListedToken[]> {
  const { id } = await personWith(pool, email)
  const { rows } = await pool.query<ListedToken>(
    `select id, created_at as "createdAt", revoked_at as "revokedAt" from api_tokens where user_id = $1 order by created_at desc, id`,
    [id],
  )
  return rows
}

/** Revokes the token with this id immediately, also on open sockets. Returns whether it was valid. */
export async function revokeTokenById(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update api_tokens set revoked_at = now() where id::text = $1 and revoked_at is null',
    [id.toLowerCase()],
  )
  return rowCount === 1
}

/** The person with this address. Throws a StartError. */
export async function personWith(pool: pg.Pool, email: string): Promise<{ id: string; name: string }> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    'select id, name from users where email = any ($1) order by array_position($1, email) limit 1',
    [emailForms(email)],
  )
  if (!rows[0]) throw new StartError(`There is no user with the email ${email}.`)
  return rows[0]
}

/** The token of an `Authorization: Bearer …` header, or undefined if it is not a Parley token. */
export function bearerToken(authorization: string): string | undefined {
  const [scheme, token, ...rest] = authorization.trim().split(/\s+/)
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return undefined
  return TOKEN_FORM.test(token) ? token : undefined
}

/** The stored form of a token. A fast hash is enough: 256 random bits cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
