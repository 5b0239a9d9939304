import type { UserRole } from '../generated/prisma/client.ts'

/** What a viewer came in with, so that a live feed can ask later whether it still holds. */
export interface SignInRef {
  /** A browser's cookie, or a program's API token. */
  kind: 'cookie' | 'token'
  /** The id of the row in sign_ins or api_tokens. */
  id: string
  /** When it ends by itself; API tokens don't. */
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
