import { createHmac } from 'node:crypto'
import type { Env } from '../env.ts'

/** How long a TURN credential is valid, in seconds: shares seldom last longer, and a reconnect requests another. */
const CREDENTIAL_SECONDS = 3_600

/** Servers that connect browsers which cannot reach each other directly, as passed to RTCPeerConnection. */
export interface IceServer {
  urls: string[]
  username: string | null
  credential: string | null
}

/**
 * The desk's ICE servers for one person. TURN servers without a credential get a short-lived one for coturn's
 * `use-auth-secret`: the username is its expiry time, the password an HMAC-SHA1 of it under the shared secret.
 */
export function iceServersFor(
  userId: string,
  { ICE_SERVERS, TURN_SECRET }: Pick<Env, 'ICE_SERVERS' | 'TURN_SECRET'>,
  now = Date.now(),
): IceServer[] {
  return ICE_SERVERS.map(({ urls, username = null, credential = null }) => {
    if (credential !== null || !TURN_SECRET || !urls.some((url) => /^turns?:/.test(url)))
      return { urls, username, credential }
    const until = `${Math.floor(now / 1_000) + CREDENTIAL_SECONDS}:${userId}`
    return { urls, username: until, credential: createHmac('sha1', TURN_SECRET).update(until).digest('base64') }
  })
}
