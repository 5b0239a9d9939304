import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { isVisible } from '../platform/characters.ts'
import type { OidcProvider } from '../platform/oidcProviders.ts'
import { lineOf, problemOfLine } from '../platform/text.ts'
import { emailForms, normalizeEmail } from './emailAddress.ts'
import { inTransaction } from './inTransaction.ts'

/** Why somebody whom a provider has identified is not let in. */
type OidcRefusal = 'EMAIL_UNVERIFIED' | 'NOT_ALLOWED' | 'DISABLED'

interface Known {
  id: string
  role: UserRole
  disabled: boolean
}

const KNOWN = 'u.id, u.role, u.disabled_at is not null as disabled'

/**
 * The person whom a provider has identified: known by its subject, else by the address if the provider has verified it, else
 * a new one. An unverified address never gives access to an account. Role and shop follow the claims at each sign-in, except
 * that admins keep their role.
 */
export function oidcPerson(
  pool: pg.Pool,
  provider: OidcProvider,
  claims: Record<string, unknown> & { sub: string },
): Promise<{ id: string } | OidcRefusal> {
  const account = { provider: `oidc:${provider.id}`, sub: claims.sub }
  return inTransaction(pool, async (client) => {
    // Two sign-ins of a new person at once create one.
    await client.query('select pg_advisory_xact_lock(7270044, hashtext($1))', [`${account.provider} ${account.sub}`])
    const found = await client.query<Known>(
      `select ${KNOWN} from accounts a join users u on u.id = a.user_id where a.provider_id = $1 and a.account_id = $2`,
      [account.provider, account.sub],
    )
    const role = roleFrom(provider, claims)
    const person = found.rows[0] ?? (await linkOrCreate(client, provider, claims))
    if (typeof person === 'string') return person
    if (person.disabled) return 'DISABLED'
    if (role && role !== person.role && person.role !== 'admin') {
      await client.query('update users set role = $2, updated_at = now() where id = $1', [person.id, role])
      person.role = role
    }
    await openShop(client, person, shopFrom(provider, claims))
    return { id: person.id }
  })
}

async function linkOrCreate(
  client: pg.ClientBase,
  provider: OidcProvider,
  claims: Record<string, unknown> & { sub: string },
): Promise<Known | OidcRefusal> {
  const email = typeof claims.email === 'string' ? normalizeEmail(claims.email) : undefined
  if (!email || !(claims.email_verified === true || provider.trustsEmail)) return 'EMAIL_UNVERIFIED'
  const known = await client.query<Known>(
    `select ${KNOWN} from users u where email = any ($1) order by array_position($1, email) limit 1`,
    [emailForms(email)],
  )
  const person = known.rows[0] ?? (await create(client, provider, claims, email))
  if (typeof person === 'string') return person
  await client.query(`insert into accounts (user_id, account_id, provider_id) values ($1, $2, $3)`, [
    person.id,
    claims.sub,
    `oidc:${provider.id}`,
  ])
  return person
}

async function create(
  client: pg.ClientBase,
  provider: OidcProvider,
  claims: Record<string, unknown>,
  email: string,
): Promise<Known | 'NOT_ALLOWED'> {
  const role = roleFrom(provider, claims) ?? provider.defaultRole
  if (!role) return 'NOT_ALLOWED'
  const { rows } = await client.query<Known>(
    `insert into users as u (name, email, email_verified, role) values ($1, $2, true, $3) returning ${KNOWN}`,
    [nameFrom(claims.name) ?? email.split('@')[0], email, role],
  )
  return rows[0]!
}

function nameFrom(claim: unknown): string | undefined {
  const name = typeof claim === 'string' ? lineOf(claim).slice(0, 100) : ''
  return isVisible(name) && !problemOfLine(name) ? name : undefined
}

async function openShop(client: pg.ClientBase, { id, role }: Known, shop: string | undefined): Promise<void> {
  if (role !== 'seller' || !shop) return
  await client.query(
    `insert into sellers (shop_name, owner_id) select $2, $1
      where not exists (select from sellers where owner_id = $1 and shop_name = $2)`,
    [id, shop],
  )
}

/** The role that a provider's claims give; undefined if they give none. */
function roleFrom({ roleClaim, roles }: OidcProvider, claims: Record<string, unknown>) {
  const values = roleClaim ? [claims[roleClaim]].flat().map(String) : []
  const value = values.find((one) => Object.hasOwn(roles, one))
  return value === undefined ? undefined : roles[value]
}

/** The name of a seller's shop in a provider's claims. */
function shopFrom({ shopClaim }: OidcProvider, claims: Record<string, unknown>): string | undefined {
  const shop = shopClaim && claims[shopClaim]
  return typeof shop === 'string' && shop.trim() !== '' ? shop.trim().slice(0, 100) : undefined
}
