import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import type { Env } from '../env.ts'
import type { Logger } from '../platform/log.ts'
import { AUTH_PATH, CLIENT_IP_HEADER } from './authPath.ts'
import { handover } from './handover.ts'
import { oidc } from './oidc.ts'
import { PASSKEY_SIGN_IN, passkeys } from './passkeys.ts'
import { secondFactor } from './secondFactor.ts'
import { signIn } from './signIn.ts'
import { touch } from './validity.ts'

const SIGN_IN_SECONDS = 30 * 24 * 3600
const RENEWED_AFTER_SECONDS = 24 * 3600
/** The length limits of a password, in characters. */
export const PASSWORD_LENGTH = { min: 10, max: 128 }

/** The desk's settings for sign-in. */
interface SignInOptions {
  pool: pg.Pool
  env: Pick<Env, 'PUBLIC_URL' | 'PORT' | 'OIDC_PROVIDERS' | 'HANDOVER_ISSUERS'>
  log: Logger
  /** The secret that signs the cookies. */
  secret: string
}

/**
 * Configures better-auth over our tables, with email and password, a second factor, passkeys, identity providers and hand-over. Further
 * plugins are added here, and their paths in authHandler.ts. Only sign-ins with an identity provider or by hand-over make network
 * requests.
 */
export function openBetterAuth({ pool, env, log, secret }: SignInOptions) {
  return betterAuth({
    appName: 'Parley',
    baseURL: new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).origin,
    basePath: AUTH_PATH,
    secret,
    database: pool,
    // The handler builds the request with an origin that it has checked.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: {
      enabled: true,
      // Buyers sign up with a link in a mail: signUp.ts.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    ...TABLES,
    databaseHooks: {
      session: { create: { before: prepareSignIn, after: ({ userId }) => noteAsSeen(pool, userId, log) } },
    },
    plugins: [
      signIn(pool),
      secondFactor('Parley'),
      passkeys('Parley'),
      oidc({ pool, providers: env.OIDC_PROVIDERS, log }),
      handover({ pool, issuers: env.HANDOVER_ISSUERS, log }),
    ],
    // Parley counts per address and email instead: signInLimit.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: env.PUBLIC_URL?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // On in tests as well, where better-auth would disable it.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: 'uuid', validateSchema: false },
    },
    // Errors that are no response to the client are rethrown, so that the handler can distinguish a lost database from a bug.
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      // Wrong passwords are logged as warnings: they are common, hence debug. Details may contain a person's row: left out.
      log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ from: 'better-auth' }, message),
    },
  })
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' }

const TABLES = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', image: 'avatar_url', ...TIMES },
    additionalFields: {
      // Never taken from a request.
      role: { type: 'string', input: false, required: false, defaultValue: 'buyer' },
      disabledAt: { type: 'date', fieldName: 'disabled_at', input: false, required: false, returned: false },
    },
  },
  session: {
    modelName: 'sign_ins',
    fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...TIMES },
    additionalFields: {
      // Set by the hook below alone.
      byPasskey: { type: 'boolean', fieldName: 'by_passkey', input: false, required: false, returned: false },
    },
    expiresIn: SIGN_IN_SECONDS,
    updateAge: RENEWED_AFTER_SECONDS,
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...TIMES,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...TIMES } },
} satisfies Partial<BetterAuthOptions>

type CreateHook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['session']>['create']>['before']
>

// The password has been checked by now, so giving the reason reveals nothing to strangers. Read through better-auth's own
// adapter: a second connection could wait for the first in a busy pool, and would not see a person being created.
const prepareSignIn: CreateHook = async ({ userId }, context) => {
  const person = await context?.context.internalAdapter.findUserById(userId)
  if (!context || !person || (person as { disabledAt?: Date | null }).disabledAt) {
    throw new APIError('FORBIDDEN', { code: 'DISABLED', message: 'This account is disabled.' })
  }
  return { data: { byPasskey: context.path === PASSKEY_SIGN_IN } }
}

/** A user who signs in is online: "last seen" does not wait for the next pass over the open sockets. */
async function noteAsSeen(pool: pg.Pool, userId: string, log: Logger): Promise<void> {
  await touch(pool, [userId]).catch((error: Error) =>
    log.warn({ err: error.message }, 'a sign-in could not be recorded'),
  )
}
