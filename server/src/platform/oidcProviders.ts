import { z } from 'zod'

const Role = z.enum(['buyer', 'seller', 'agent', 'admin'])

const Provider = z.strictObject({
  /** Part of the address to which the provider returns: /api/auth/oidc/<id>/callback. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The text of the button: "Continue with …". */
  name: z.string().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().default('openid email profile'),
  /** The role of new people, unless a claim says otherwise; null lets in only those whom a claim gives a role. */
  defaultRole: Role.nullable().default('buyer'),
  /** A claim (a string or a list), and the role for each of its values. The first role found applies. */
  roleClaim: z.string().optional(),
  roles: z.record(z.string(), Role).default({}),
  /** A claim with the name of a seller's shop. */
  shopClaim: z.string().optional(),
  /** For providers that verify addresses without saying so in `email_verified`. */
  trustsEmail: z.boolean().default(false),
})

/** An identity provider with which people can sign in. */
export type OidcProvider = z.infer<typeof Provider>

const Providers = z
  .array(Provider)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Each provider has an id of its own.')

/** The value of OIDC_PROVIDERS, a JSON list. */
export const oidcProviders = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return Providers.parse(JSON.parse(text))
    } catch {
      context.addIssue(
        'a JSON list like [{"id":"work","name":"Work account","issuer":"https://id.example","clientId":"…","clientSecret":"…"}]',
      )
      return z.NEVER
    }
  })
