import { randomBytes } from 'node:crypto'
import { APIError } from 'better-auth/api'
import type { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins'

const CODE_SECONDS = 600
/** The cookie in which better-auth's plugin expects the reference to a pending sign-in. */
const COOKIE = 'two_factor'

type Context = Parameters<typeof setSessionCookie>[0] & { json: (value: object) => unknown }

/** Codes of an authenticator app and recovery codes, by better-auth's plugin over our tables. */
export function secondFactor(issuer: string) {
  return twoFactor({
    issuer,
    twoFactorCookieMaxAge: CODE_SECONDS,
    // Who signs in with an identity provider has no password to enter.
    allowPasswordless: true,
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'second_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
}

/**
 * The endpoints of the plugin that the desk offers. During sign-in, the two that verify need the cookie of
 * `askForSecondFactor`; for everything else a user must be signed in.
 */
export const SECOND_FACTOR_ROUTES = [
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/generate-backup-codes',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
]

/**
 * Asks for a code instead of signing in. The plugin's own hook would do so after a sign-in was created, and delete it again: the
 * audit log would record it, and whoever knows only the password would appear online.
 */
export async function askForSecondFactor(ctx: Context, person: { id: string; disabled: boolean }) {
  if (person.disabled) throw new APIError('FORBIDDEN', { code: 'DISABLED', message: 'This account is disabled.' })
  const { internalAdapter, secret, createAuthCookie } = ctx.context
  const identifier = `2fa-${randomBytes(20).toString('base64url')}`
  const expiresAt = new Date(Date.now() + CODE_SECONDS * 1_000)
  await internalAdapter.createVerificationValue({ identifier, value: person.id, expiresAt })
  await internalAdapter.createVerificationValue({ identifier: `2fa-attempts-${identifier}`, value: '0', expiresAt })
  const cookie = createAuthCookie(COOKIE, { maxAge: CODE_SECONDS })
  await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes)
  return ctx.json({ secondFactor: true })
}
