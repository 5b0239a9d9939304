import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from 'jose'
import { z } from 'zod'
import type { HandoverIssuer } from '../platform/handoverIssuers.ts'
import { isStorable } from '../platform/text.ts'
import { AuthRefusal } from './authRequest.ts'
import { type HandoverKeys, handoverKeys } from './handoverKeys.ts'

const LIFETIME_SECONDS = 300
/** How far the clocks of the issuer may be ahead. `exp` gets no such tolerance. */
const SKEW_SECONDS = 60

const id = z.string().min(1).max(255).refine(isStorable)

const Claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  sub: id,
  jti: id,
  exp: z.number(),
  iat: z.number().nullish(),
  nbf: z.number().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
  shop: id.nullish(),
  shop_name: z.string().nullish(),
})

/** What a valid token says. */
export type HandoverClaims = z.infer<typeof Claims>

/** A valid token and who issued it. */
export interface Handover {
  issuer: HandoverIssuer
  claims: HandoverClaims
}

/** Creates the verification of these issuers' tokens. It throws an AuthRefusal with a code for each fault. */
export function handoverTokens(issuers: readonly HandoverIssuer[]): (token: string) => Promise<Handover> {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, keys: handoverKeys(issuer) }]))
  return async (token) => {
    const { header, iss } = unverified(token)
    const found = known.get(iss)
    if (!found) throw refused('HANDOVER_ISSUER', 'The token is of an issuer that this desk does not know.')
    const claims = claimsIn(await verified(token, header, found.keys))
    checkClaims(claims, found.issuer)
    return { issuer: found.issuer, claims }
  }
}

function unverified(token: string) {
  try {
    return { header: decodeProtectedHeader(token), iss: String(decodeJwt(token).iss) }
  } catch {
    throw refused('HANDOVER_TOKEN', 'This is not a signed JSON Web Token.')
  }
}

/** The payload, if one of the keys has signed it. */
async function verified(
  token: string,
  header: ReturnType<typeof decodeProtectedHeader>,
  { algorithms, keysFor }: HandoverKeys,
): Promise<Uint8Array> {
  if (!algorithms.includes(String(header.alg)))
    throw refused('HANDOVER_ALGORITHM', `The tokens of this issuer are signed with ${algorithms.join(', ')}.`)
  for (const key of await keysFor(header)) {
    try {
      return (await compactVerify(token, key, { algorithms: [...algorithms] })).payload
    } catch (error) {
      // Faults of the token, and keys that are too weak.
      if (!(error instanceof errors.JOSEError || error instanceof TypeError)) throw error
    }
  }
  throw refused('HANDOVER_SIGNATURE', 'The token is not signed with a key of its issuer.')
}

function claimsIn(payload: Uint8Array): HandoverClaims {
  const result = Claims.safeParse(JSON.parse(new TextDecoder().decode(payload)))
  if (result.success) return result.data
  const name = String(result.error.issues[0]?.path[0])
  throw refused('HANDOVER_CLAIMS', `The claim ${name} is missing or has a wrong type.`)
}

function checkClaims({ aud, exp, iat, nbf }: HandoverClaims, { audience }: HandoverIssuer): void {
  const now = Date.now() / 1_000
  if (![aud].flat().includes(audience)) throw refused('HANDOVER_AUDIENCE', 'The token is for another audience.')
  if (exp <= now) throw refused('HANDOVER_EXPIRED', 'The token has expired.')
  if (Math.max(iat ?? 0, nbf ?? 0) > now + SKEW_SECONDS)
    throw refused('HANDOVER_NOT_YET_VALID', 'The token is not valid yet.')
  if (exp > now + LIFETIME_SECONDS)
    throw refused('HANDOVER_TOO_LONG', 'The token is valid for longer than five minutes.')
}

function refused(code: string, message: string): AuthRefusal {
  return new AuthRefusal(401, code, message)
}
