import type { UserRole } from '../generated/prisma/client.ts'

/** The sign-in of a viewer, so that a live feed can check later whether it is still valid. */
export interface SignInRef {
  /** A browser's cookie, or a program's API token. */
  kind: 'cookie' | 'token'
  /** The id of the row in sign_ins or api_tokens. */
  id: string
  /** When it expires; API tokens do not. */
  expiresAt: Date | null
}

/** The signed-in person on whose behalf a request runs. */
export interface Viewer {
  id: string
  role: UserRole
  name: string
  email: string
  avatarUrl: string | null
  signIn: SignInRef
}
