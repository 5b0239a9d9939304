import { createRemoteJWKSet, customFetch, errors, type JWSHeaderParameters, type JWTVerifyGetKey } from 'jose'
import type { HandoverIssuer } from '../platform/handoverIssuers.ts'
import { AuthRefusal } from './authRequest.ts'

const TIMEOUT_MS = 5_000
const MAX_BYTES = 256 * 1024
/** How long published keys are used before they are fetched again; a removed key is accepted until then. */
const FRESH_MS = 600_000
/** An unknown key makes the desk fetch the keys again, at most this often. */
const REFETCH_MS = 30_000
/** After a failure, requests fail at once for this time. */
const FAILED_MS = 5_000

type Key = Awaited<ReturnType<JWTVerifyGetKey>> | Uint8Array

/** The keys of an issuer. */
export interface HandoverKeys {
  /** The only algorithms that it may use, so that no token chooses its own. */
  algorithms: readonly string[]
  /** The keys that a token with this header may be signed with. Throws an AuthRefusal. */
  keysFor(header: JWSHeaderParameters): Promise<Key[]>
}

/** Opens them. Published keys are fetched when they are first needed. */
export function handoverKeys({ key, jwks }: HandoverIssuer): HandoverKeys {
  if (jwks === undefined) {
    const secrets = key!.map((secret) => new TextEncoder().encode(secret))
    return { algorithms: ['HS256'], keysFor: async () => secrets }
  }
  const keyFor = createRemoteJWKSet(new URL(jwks), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: REFETCH_MS,
    cacheMaxAge: FRESH_MS,
    [customFetch]: fetchKeys(),
  })
  return {
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    keysFor: async (header) => {
      try {
        return [await keyFor(header as Parameters<typeof keyFor>[0], undefined as never)]
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
          throw new AuthRefusal(401, 'HANDOVER_UNKNOWN_KEY', 'The issuer publishes no such key for this algorithm.')
        throw unavailable()
      }
    },
  }
}

function unavailable(): AuthRefusal {
  return new AuthRefusal(503, 'HANDOVER_KEYS_UNAVAILABLE', 'The keys of the issuer cannot be fetched right now.', {
    'retry-after': String(FAILED_MS / 1_000),
  })
}

/** Fetches a JWKS, and rejects one that is too large or has no keys. */
function fetchKeys() {
  let failedAt = -Infinity
  return async (url: string, options: RequestInit): Promise<Response> => {
    if (performance.now() - failedAt < FAILED_MS) throw new Error('The last attempt has just failed.')
    try {
      const response = await fetch(url, options)
      const bytes = await read(response)
      const { keys } = JSON.parse(bytes.toString('utf8')) as { keys?: unknown }
      if (response.status !== 200 || !Array.isArray(keys) || keys.length === 0) throw new Error('There are no keys.')
      return new Response(bytes, { status: 200 })
    } catch (error) {
      failedAt = performance.now()
      throw error
    }
  }
}

async function read(response: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop cancels the download.
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > MAX_BYTES) throw new Error('The keys are too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
