import { startRegistration, WebAuthnError } from '@simplewebauthn/browser'
import { authPost, type AuthAnswer } from './authPost.ts'
import { optionsOf } from './passkey.ts'

type Made = { answer: AuthAnswer | undefined } | { problem: 'cancelled' | 'alreadyThere' }

/** Creates a passkey on this device for who is signed in. */
export const addPasskey = async (name: string): Promise<Made> => {
  const options = await optionsOf('generate-register-options')
  if (!options?.ok) return { answer: options }
  try {
    const response = await startRegistration({ optionsJSON: options.body as never })
    return { answer: await authPost('passkey/verify-registration', { name, response: JSON.stringify(response) }) }
  } catch (error) {
    const isThere = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    return { problem: isThere ? 'alreadyThere' : 'cancelled' }
  }
}
