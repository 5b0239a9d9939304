import type { UserRole } from '../generated/prisma/client.ts'
import type { Viewer } from './viewer.ts'

/** What an API token may do: read, write in tickets, organise them, administer the desk. */
export const TOKEN_SCOPES = ['read', 'write', 'manage', 'admin'] as const

/** One of them. */
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** The scopes that tokens of people with this role can have. */
export function scopesOf(role: UserRole): readonly TokenScope[] {
  if (role === 'admin') return TOKEN_SCOPES
  return role === 'agent' ? ['read', 'write', 'manage'] : ['read', 'write']
}

/**
 * The scopes that a token lacks although its person may have them. What the role does not allow anyway is rejected as without a
 * token; but a token that can only read lacks all others.
 */
export function lackedScopes(role: UserRole, scopes: readonly TokenScope[]): TokenScope[] {
  const possible = scopes.some((scope) => scope !== 'read') ? scopesOf(role) : TOKEN_SCOPES
  return possible.filter((scope) => !scopes.includes(scope))
}

/** Whether the viewer's token has this scope, if they may have it. Sign-ins by cookie are not limited. */
export function allows({ signIn }: Pick<Viewer, 'signIn'>, scope: TokenScope): boolean {
  return !signIn.lacks?.includes(scope)
}

/** The message for a token without this scope. */
export function lacksScope(scope: TokenScope, what = 'This'): string {
  return `${what} requires a token with the scope ${scope.toUpperCase()}.`
}
