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

/** Whether the viewer may do what requires this scope. Sign-ins by cookie have no scopes and are not limited. */
export function allows({ signIn }: Pick<Viewer, 'signIn'>, scope: TokenScope): boolean {
  return signIn.scopes?.includes(scope) ?? true
}

/** The message for a token without this scope. */
export function lacksScope(scope: TokenScope, what = 'This'): string {
  return `${what} requires a token with the scope ${scope.toUpperCase()}.`
}
