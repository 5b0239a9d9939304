import { viewerHeaders } from '../graphql/actingViewer.ts'
import { authPost, type AuthAnswer } from './authPost.ts'
import { announceViewer } from './checkViewer.ts'

export type PasskeyProblem = 'cancelled' | 'unknownPasskey' | 'disabled' | 'limited' | 'unreachable' | 'failed'

/** Whether this browser and this address can use passkeys: they belong to a host name, never to an IP address. */
export const canUsePasskeys = (): boolean =>
  typeof globalThis.PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(location.hostname)

/** What the server says about the passkey to use or to create; undefined if it cannot be reached. */
export const optionsOf = async (path: string): Promise<AuthAnswer | undefined> => {
  try {
    const response = await fetch(`/api/auth/passkey/${path}`, { credentials: 'same-origin', headers: viewerHeaders() })
    const body = (await response.json().catch(() => null)) as { code?: string } | null
    return { ok: response.ok, status: response.status, code: body?.code, body }
  } catch {
    return undefined
  }
}

/** Signs in with a passkey that the person chooses on their device. Returns what went wrong, or null. */
export const signInWithPasskey = async (): Promise<PasskeyProblem | null> => {
  // Few people sign in so: the page does not wait for this code.
  const [options, webAuthn] = await Promise.all([
    optionsOf('generate-authenticate-options'),
    import('@simplewebauthn/browser').catch(() => undefined),
  ])
  if (!options || !webAuthn) return 'unreachable'
  if (!options.ok) return 'failed'
  let response: object
  try {
    // It replaces the password: the device must ask for a fingerprint, face or PIN.
    const optionsJSON = { ...(options.body as object), userVerification: 'required' } as never
    response = await webAuthn.startAuthentication({ optionsJSON })
  } catch {
    return 'cancelled'
  }
  const answer = await authPost('passkey/verify-authentication', { response: JSON.stringify(response) })
  if (answer?.ok) {
    announceViewer()
    return null
  }
  if (!answer) return 'unreachable'
  if (answer.code === 'DISABLED') return 'disabled'
  if (answer.code === 'PASSKEY_NOT_FOUND') return 'unknownPasskey'
  return answer.status === 429 ? 'limited' : 'failed'
}
