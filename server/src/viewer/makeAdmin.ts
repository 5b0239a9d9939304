import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { emailForms } from './emailAddress.ts'

/** The result of makeAdmin. `before` is the person's previous state; undefined for a new person. */
interface MadeAdmin {
  id: string
  name: string
  email: string
  before: { role: UserRole; disabled: boolean } | undefined
}

/**
 * Makes a person an admin who signs in with this password (given as its hash), within the caller's transaction. An existing
 * person is promoted, enabled, signed out everywhere, and needs no second factor until they set one up again. Without a name they keep theirs.
 */
export async function makeAdmin(
  client: pg.ClientBase,
  { email, name, hash }: { email: string; name?: string | undefined; hash: string },
): Promise<MadeAdmin> {
  const forms = emailForms(email)
  const found = await client.query<{ id: string; role: UserRole; disabled: boolean }>(
    `select id, role, disabled_at is not null as disabled from users
      where email = any ($1) order by array_position($1, email) limit 1 for update`,
    [forms],
  )
  const before = found.rows[0]
  const made = before
    ? await client.query<MadeAdmin>(
        `update users set role = 'admin', disabled_at = null, name = coalesce($2, name), updated_at = now()
          where id = $1 returning id, name, email`,
        [before.id, name ?? null],
      )
    : await client.query<MadeAdmin>(
        `insert into users (email, name, email_verified, role) values ($1, $2, true, 'admin') returning id, name, email`,
        [forms[0], name ?? email.split('@')[0]],
      )
  const person = made.rows[0]!
  await setPassword(client, person.id, hash)
  await removeSecondFactor(client, person.id)
  return { ...person, before }
}

/** Removes a person's second factor: they may have lost their phone. */
async function removeSecondFactor(client: pg.ClientBase, userId: string): Promise<void> {
  await client.query('delete from second_factors where user_id = $1', [userId])
  await client.query('delete from passkeys where user_id = $1', [userId])
  await client.query('update users set two_factor_enabled = false where id = $1 and two_factor_enabled', [userId])
}

/** Sets a person's password. A trigger on accounts ends all sign-ins and tokens if there was another one. */
export async function setPassword(client: pg.ClientBase, userId: string, hash: string): Promise<void> {
  const changed = await client.query(
    `update accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    [userId, hash],
  )
  if (changed.rowCount) return
  await client.query(
    `insert into accounts (user_id, account_id, provider_id, password) values ($1::uuid, $1::text, 'credential', $2)`,
    [userId, hash],
  )
}
