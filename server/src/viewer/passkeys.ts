import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import { AuthRefusal, type AuthRequest } from './authRequest.ts'
import { nameIn } from './newAccount.ts'

/** The endpoint that signs in with a passkey. */
export const PASSKEY_SIGN_IN = '/passkey/verify-authentication'
/** The endpoints of the plugin that the desk offers; those to register one act as the signed-in user. */
export const PASSKEY_REGISTRATION = ['GET /passkey/generate-register-options', 'POST /passkey/verify-registration']
export const PASSKEY_ROUTES = [
  ...PASSKEY_REGISTRATION,
  'GET /passkey/generate-authenticate-options',
  `POST ${PASSKEY_SIGN_IN}`,
]

/**
 * Passkeys, by better-auth's plugin over our table. A passkey replaces the password and the code: so the device must have verified the
 * person, by fingerprint, face or PIN.
 */
export function passkeys(name: string) {
  const verified = (isVerified: boolean | undefined) => {
    if (isVerified) return
    const message = 'The device did not verify who is using it.'
    throw new APIError('BAD_REQUEST', { code: 'USER_NOT_VERIFIED', message })
  }
  return passkey({
    rpName: name,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: ({ verification }) => verified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: ({ verification }) => verified(verification.authenticationInfo.userVerified),
    },
    schema: {
      passkey: {
        modelName: 'passkeys',
        fields: {
          userId: 'user_id',
          publicKey: 'public_key',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })
}

/**
 * The body for the plugin, which expects the browser's answer as an object: the page sends it as JSON in a text, since bodies are flat
 * (authRequest.ts). Nothing else is taken from the request.
 */
export function passkeyBody({ body }: AuthRequest): Record<string, unknown> {
  try {
    const response: unknown = JSON.parse(String(body.response))
    if (typeof response === 'object' && response !== null)
      return { response, ...('name' in body && { name: nameIn(body) }) }
  } catch (error) {
    if (error instanceof AuthRefusal) throw error
  }
  throw new AuthRefusal(400, 'BAD_USER_INPUT', 'The response of the browser is missing.')
}

/** Renames one's own passkey. */
export async function renamePasskey(pool: pg.Pool, userId: string, body: Record<string, unknown>): Promise<void> {
  const query = 'update passkeys set name = $3 where id::text = $2 and user_id = $1'
  await changed(pool, query, [userId, String(body.passkeyId), nameIn(body)])
}

/** Removes one's own passkey. */
export async function removePasskey(pool: pg.Pool, userId: string, body: Record<string, unknown>): Promise<void> {
  await changed(pool, 'delete from passkeys where id::text = $2 and user_id = $1', [userId, String(body.passkeyId)])
}

async function changed(pool: pg.Pool, query: string, values: unknown[]): Promise<void> {
  const { rowCount } = await pool.query(query, values)
  if (!rowCount) throw new AuthRefusal(404, 'NOT_FOUND', 'This passkey does not exist any more.')
}
