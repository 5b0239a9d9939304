import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { StartError } from '../platform/errors/startError.ts'
import { emailForms } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'
import { scopesOf, TOKEN_SCOPES, type TokenScope } from './tokenScopes.ts'

/** A prefix that makes a leaked token easy to recognise, for people and for scanners. */
const PREFIX = 'parley_'
const TOKEN_BYTES = 32
const TOKEN_FORM = /^parley_[\w-]{43}$/

/** How long a token is valid by default, in days. */
const TOKEN_DAYS = 90

/** What can be chosen for a token. */
interface TokenOptions {
  name?: string | undefined
  /** All that the person can give by default. `read` is always included. */
  scopes?: readonly TokenScope[] | undefined
  /** Null for a token that does not expire; by default, it expires after 90 days. */
  expiresAt?: Date | null | undefined
}

/** A new token and its stored form. */
export function newToken(): { token: string; hash: Buffer } {
  const token = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** When a token expires for which no time was chosen. */
export function defaultExpiry(): Date {
  return new Date(Date.now() + TOKEN_DAYS * 86_400_000)
}

/** These scopes in their usual order, with `read`: what a mutation returns can be read. */
export function withRead(scopes: readonly TokenScope[]): TokenScope[] {
  return TOKEN_SCOPES.filter((scope) => scope === 'read' || scopes.includes(scope))
}

/** Issues an API token for the person with this address and returns it; only its SHA-256 is stored. Throws a StartError. */
export async function issueToken(pool: pg.Pool, email: string, options: TokenOptions = {}): Promise<string> {
  const { name = 'API token', expiresAt = defaultExpiry() } = options
  const person = await personWith(pool, email)
  if (person.disabled) throw new StartError(`The user with the email ${email} is disabled.`)
  const possible = scopesOf(person.role)
  const scopes = withRead(options.scopes ?? possible)
  const beyond = scopes.filter((scope) => !possible.includes(scope))
  if (beyond.length > 0)
    throw new StartError(`${email} is ${person.role}, and cannot have a token with: ${beyond.join(', ')}.`)
  const { token, hash } = newToken()
  await pool.query(
    'insert into api_tokens (user_id, token_hash, name, scopes, expires_at) values ($1, $2, $3, $4, $5)',
    [person.id, hash, name, scopes, expiresAt],
  )
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
  name: string
  scopes: TokenScope[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** The tokens of the person with this address, newest first. Throws a StartError. */
export async function listTokens(pool: pg.Pool, email: string): Promise<ListedToken[]> {
  const { id } = await personWith(pool, email)
  const { rows } = await pool.query<ListedToken>(
    `select id, name, scopes::text[] as scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
            revoked_at as "revokedAt"
       from api_tokens where user_id = $1 order by created_at desc, id`,
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

interface KnownPerson {
  id: string
  name: string
  role: UserRole
  disabled: boolean
}

/** The person with this address. Throws a StartError. */
export async function personWith(pool: pg.Pool, email: string): Promise<KnownPerson> {
  const { rows } = await pool.query<KnownPerson>(
    `select id, name, role, disabled_at is not null as disabled from users
      where email = any ($1) order by array_position($1, email) limit 1`,
    [emailForms(email)],
  )
  if (!rows[0]) throw new StartError(`There is no user with the email ${email}.`)
  return rows[0]
}

const NOTE_USE = `update api_tokens set last_used_at = now()
  where id = $1 and coalesce(last_used_at < now() - interval '1 hour', true)`

/** Records that a token is used, at most once an hour; a trigger adds it to the audit log. No request fails because of it. */
export async function noteTokenUse(pool: pg.Pool, id: string): Promise<void> {
  await inTransaction(pool, (client) => client.query(NOTE_USE, [id])).catch(() => undefined)
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
