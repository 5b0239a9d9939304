import { createHmac } from 'node:crypto'
import type { Env } from '../env.ts'

/** For how long a TURN credential holds, in seconds: a share seldom lasts longer, and a reconnect asks for another. */
const CREDENTIAL_SECONDS = 3_600

/** Where browsers find each other when they cannot do so directly, as RTCPeerConnection takes it. */
export interface IceServer {
  urls: string[]
  username: string | null
  credential: string | null
}

/**
 * The desk's ICE servers for one person. TURN servers without a credential of their own get a short-lived one, as coturn's
 * `use-auth-secret` has it: the username is when it expires, the password an HMAC-SHA1 of that under the shared secret.
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
