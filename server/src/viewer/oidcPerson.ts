import type pg from 'pg'
import type { OidcProvider } from '../platform/oidcProviders.ts'
import { normalizeEmail } from './emailAddress.ts'
import { IdentityRefusal, lineFrom, writeIdentified } from './identifiedPerson.ts'
import { inTransaction } from './inTransaction.ts'

type Claims = Record<string, unknown> & { sub: string }

/**
 * The person whom a provider has identified, created or updated (identifiedPerson.ts), or why they are not let in. Role and shop follow the claims at
 * each sign-in, except that admins keep their role.
 */
export async function oidcPerson(
  pool: pg.Pool,
  provider: OidcProvider,
  claims: Claims,
): Promise<{ id: string } | IdentityRefusal['problem']> {
  const shop = provider.shopClaim && lineFrom(claims[provider.shopClaim])
  const person = {
    source: `oidc:${provider.id}`,
    sub: claims.sub,
    verifiedEmail: verifiedEmail(provider, claims),
    name: lineFrom(claims.name),
    role: roleFrom(provider, claims),
    defaultRole: provider.defaultRole,
    shop: shop ? { name: shop } : undefined,
  }
  try {
    return await inTransaction(pool, (client) => writeIdentified(client, person, { follows: false }))
  } catch (error) {
    if (error instanceof IdentityRefusal) return error.problem
    throw error
  }
}

function verifiedEmail({ trustsEmail }: OidcProvider, { email, email_verified: verified }: Claims): string | undefined {
  return typeof email === 'string' && (verified === true || trustsEmail) ? normalizeEmail(email) : undefined
}

/** The role that a provider's claims give; undefined if they give none. */
function roleFrom({ roleClaim, roles }: OidcProvider, claims: Claims) {
  const values = roleClaim ? [claims[roleClaim]].flat().map(String) : []
  const value = values.find((one) => Object.hasOwn(roles, one))
  return value === undefined ? undefined : roles[value]
}
