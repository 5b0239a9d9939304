import { z } from 'zod'

const KEY_MIN_BYTES = 32

const Secret = z.string().refine((key) => Buffer.byteLength(key) >= KEY_MIN_BYTES)

/** HTTP is only for addresses on the machine itself: development and tests. */
const KeysUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(hostname)
})

const Issuer = z
  .strictObject({
    /** The claim `iss`, compared exactly. */
    issuer: z.string().min(1).max(255),
    /** The claim `aud`. */
    audience: z.string().min(1).max(255),
    /** A secret shared with the issuer, for HS256; several while it is replaced. */
    key: z
      .union([Secret, z.array(Secret).min(1)])
      .transform((keys) => [keys].flat())
      .optional(),
    /** Where the issuer publishes its public keys, for RS256, ES256 and EdDSA. */
    jwks: KeysUrl.optional(),
    /** The roles that it may give, and of the accounts that it may sign in. The first is that of new people without one. */
    roles: z
      .array(z.enum(['buyer', 'seller', 'agent', 'admin']))
      .min(1)
      .default(['buyer', 'seller']),
  })
  .refine(({ key, jwks }) => (key === undefined) !== (jwks === undefined))

/** A site that hands its signed-in users over to the desk. */
export type HandoverIssuer = z.infer<typeof Issuer>

const Issuers = z.array(Issuer).refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length)

/** The value of HANDOVER_ISSUERS, a JSON list. */
export const handoverIssuers = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return Issuers.parse(JSON.parse(text))
    } catch {
      context.addIssue(
        `a JSON list like [{"issuer":"https://shop.example","audience":"parley","key":"…"}], with a different issuer each, and either a key of at least ${KEY_MIN_BYTES} bytes or "jwks":"https://…"`,
      )
      return z.NEVER
    }
  })
