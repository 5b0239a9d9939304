import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuditWriter } from '../audit/auditWriter.ts'
import type { Env } from '../env.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'
import { createAuthHandler } from './authHandler.ts'
import { openBetterAuth } from './betterAuth.ts'
import type { Credentials } from './credentials.ts'
import { deriveKey, readDeskSecret } from './deskSecret.ts'
import { stillValid, touch, type HeldSignIn } from './validity.ts'
import type { Viewer } from './viewer.ts'
import { createViewers } from './viewers.ts'

/** Authentication: signing in and out, and finding the viewer of a request. */
export interface Authentication {
  /** Serves /api/auth/*. Never rejects. */
  handler(req: IncomingMessage, res: ServerResponse): Promise<void>
  /**
   * The viewer identified by this cookie or `Bearer` token, or null. Rejects with VIEWER_MISMATCH, and when the database
   * is unavailable.
   */
  viewerOf(credentials: Credentials): Promise<Viewer | null>
  /** Must be called when a person's rights have changed, so that viewers are reloaded. */
  forget(userId?: string): void
  /** Which of these sign-ins and tokens are still valid; see validity.ts. */
  stillValid(held: readonly HeldSignIn[]): Promise<Set<string>>
  /** Records that these people are online now. */
  touch(userIds: readonly string[]): Promise<void>
}

interface AuthenticationDeps {
  pools: Pick<Pools, 'auth'>
  env: Env
  /** Records failed attempts. */
  audit?: AuditWriter
  log: Logger
}

/** Creates authentication over `pools.auth`, whose role can access the sign-in tables but no tickets. */
export async function createAuthentication(deps: AuthenticationDeps): Promise<Authentication> {
  const { env, audit, log } = deps
  const pool = deps.pools.auth
  const secret = await cookieSecret(deps)
  const auth = openBetterAuth({ pool, env, log, secret })
  const context = await auth.$context
  const signing = { name: context.authCookies.sessionToken.name, secret: context.secret }
  const viewers = createViewers(pool, signing)
  return {
    handler: createAuthHandler({
      answer: auth.handler,
      pool,
      signing,
      env,
      audit,
      log,
      viewerOf: viewers.signedIn,
      changed: viewers.forget,
    }),
    viewerOf: viewers.of,
    forget: viewers.forget,
    stillValid: (held) => stillValid(pool, held),
    touch: (userIds) => touch(pool, userIds),
  }
}

/** The key that signs cookies. Derived from both secrets: a copy of the database alone, such as a backup, cannot sign cookies. */
export async function cookieSecret({ pools, env }: Pick<AuthenticationDeps, 'pools' | 'env'>): Promise<string> {
  const { secret } = await readDeskSecret(pools.auth)
  const both = Buffer.concat([secret, Buffer.from(env.PARLEY_SECRET ?? '')])
  return deriveKey(both, 'cookies').toString('base64url')
}
