import type { Role } from '../lib/roles.ts'
import type { TokenFieldsFragment } from './tokens.generated.ts'

export type Scope = TokenFieldsFragment['scopes'][number]

/** The scopes that tokens of people with this role can have. */
export const scopesOf = (role: Role): Scope[] => {
  if (role === 'ADMIN') return ['READ', 'WRITE', 'MANAGE', 'ADMIN']
  return role === 'AGENT' ? ['READ', 'WRITE', 'MANAGE'] : ['READ', 'WRITE']
}
