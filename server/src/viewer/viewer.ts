import type { UserRole } from '../generated/prisma/client.ts'
import type { TokenScope } from './tokenScopes.ts'

/** The sign-in of a viewer, so that a live feed can check later whether it is still valid. */
export interface SignInRef {
  /** A browser's cookie, or a program's API token. */
  kind: 'cookie' | 'token'
  /** The id of the row in sign_ins or api_tokens. */
  id: string
  /** When it expires; null for API tokens without an end. */
  expiresAt: Date | null
  /** The scopes that an API token lacks; undefined for a cookie. */
  lacks?: readonly TokenScope[]
}

/** The signed-in person on whose behalf a request runs. */
export interface Viewer {
  id: string
  /** The role in which they act: an admin's token without the scope `admin` acts as an agent. */
  role: UserRole
  name: string
  email: string
  avatarUrl: string | null
  isService?: boolean
  /** The language that they have chosen; null if they have not. */
  language?: string | null
  signIn: SignInRef
}
