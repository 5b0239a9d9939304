import { createHash } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { normalizeEmail } from './emailAddress.ts'

/** A person to create: for seeds, invitations and tests. */
export interface NewPerson {
  name: string
  email: string
  role: UserRole
  /** Without it the person cannot sign in by password. */
  password?: string
  expertise?: string[]
  avatarUrl?: string | null
}

/**
 * Creates a person, through the pool of sign-in or of maintenance. An existing person with that email is not changed, except
 * that a password is set if there is none. Safe to repeat and to run concurrently.
 */
export async function createPerson(pool: pg.Pool, person: NewPerson): Promise<{ id: string }> {
  const hash = person.password === undefined ? null : await hashOf(person.password)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const id = await insertPerson(client, person)
    if (hash !== null) await insertPassword(client, id, hash)
    await client.query('commit')
    client.release()
    return { id }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    client.release(error instanceof Error ? error : true)
    throw error
  }
}

// The no-op update locks an existing person's row, so that two concurrent calls set one password, not two.
async function insertPerson(client: pg.PoolClient, person: NewPerson): Promise<string> {
  const email = normalizeEmail(person.email)
  if (!email) throw new Error(`${person.email} is not an email address.`)
  const { rows } = await client.query<{ id: string }>(
    `insert into users (name, email, email_verified, role, expertise, avatar_url) values ($1, $2, true, $3, $4, $5)
     on conflict (email) do update set email = excluded.email returning id`,
    [person.name, email, person.role, person.expertise ?? [], person.avatarUrl ?? null],
  )
  return rows[0]!.id
}

async function insertPassword(client: pg.PoolClient, userId: string, hash: string): Promise<void> {
  await client.query(
    `insert into accounts (user_id, account_id, provider_id, password)
     select $1::uuid, $1::uuid::text, 'credential', $2
      where not exists (select from accounts where user_id = $1::uuid and provider_id = 'credential')`,
    [userId, hash],
  )
}

let last: { digest: string; hash: Promise<string> } | undefined

// scrypt is slow on purpose. A seed gives everyone the same password, so the last hash is cached.
function hashOf(password: string): Promise<string> {
  const digest = createHash('sha256').update(password).digest('base64')
  if (last?.digest !== digest) last = { digest, hash: hashPassword(password) }
  return last.hash
}
