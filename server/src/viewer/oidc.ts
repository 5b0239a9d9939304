import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import * as client from 'openid-client'
import type pg from 'pg'
import { z } from 'zod'
import type { Logger } from '../platform/log.ts'
import { isLocalPath } from './localPath.ts'
import { oidcPerson } from './oidcPerson.ts'
import type { OidcProvider } from '../platform/oidcProviders.ts'
import { askForSecondFactor } from './secondFactor.ts'

const PENDING_SECONDS = 600
const PROVIDER_TIMEOUT_SECONDS = 10
const COOKIE = 'oidc'

/** What has to match when the provider sends the browser back. */
const Pending = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
})

/** The endpoints for these providers. Browsers navigate to them. */
export const oidcRoutes = (providers: readonly OidcProvider[]): string[] =>
  providers.flatMap(({ id }) => [`GET /oidc/${id}/start`, `GET /oidc/${id}/callback`])

interface Options {
  pool: pg.Pool
  providers: readonly OidcProvider[]
  log: Logger
}

/**
 * Sign-in with identity providers: OpenID Connect with the authorization code, PKCE, state and nonce. A provider is asked for
 * its configuration when it is first used, so that one that is down affects nobody else.
 */
export function oidc({ pool, providers, log }: Options) {
  const configurations = new Map<string, Promise<client.Configuration>>()
  const configurationOf = (provider: OidcProvider) => {
    const known = configurations.get(provider.id)
    if (known) return known
    const found = discover(provider)
    configurations.set(provider.id, found)
    found.catch(() => configurations.delete(provider.id))
    return found
  }
  const providerOf = (id: string) => providers.find((provider) => provider.id === id)!

  /** Where the provider signs people in; undefined if it cannot be reached. */
  const addressAt = async (
    provider: OidcProvider,
    { redirectUri, state, nonce, verifier }: { redirectUri: string; state: string; nonce: string; verifier: string },
  ): Promise<URL | undefined> => {
    try {
      return client.buildAuthorizationUrl(await configurationOf(provider), {
        redirect_uri: redirectUri,
        scope: provider.scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    } catch (error) {
      log.warn({ err: (error as Error).message, provider: provider.id }, 'an identity provider could not be reached')
      return undefined
    }
  }

  const claimsAt = async (provider: OidcProvider, url: string, pending: z.infer<typeof Pending>) => {
    try {
      const tokens = await client.authorizationCodeGrant(await configurationOf(provider), new URL(url), {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      })
      return tokens.claims()
    } catch (error) {
      log.warn({ err: (error as Error).message, provider: provider.id }, 'a sign-in with a provider was refused')
      return undefined
    }
  }

  const start = createAuthEndpoint(
    '/oidc/:provider/start',
    { method: 'GET', query: z.object({ next: z.string().optional() }) },
    async (ctx) => {
      const provider = providerOf(ctx.params.provider)
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
      const next = isLocalPath(ctx.query.next) ? ctx.query.next : '/'
      const redirectUri = new URL(`/api/auth/oidc/${provider.id}/callback`, ctx.request!.url).href
      const url = await addressAt(provider, { redirectUri, state, nonce, verifier })
      if (!url) throw ctx.redirect('/sign-in?problem=PROVIDER')
      const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: PENDING_SECONDS })
      const pending = JSON.stringify({ provider: provider.id, state, nonce, verifier, next })
      await ctx.setSignedCookie(cookie.name, pending, ctx.context.secret, cookie.attributes)
      throw ctx.redirect(url.href)
    },
  )

  const callback = createAuthEndpoint('/oidc/:provider/callback', { method: 'GET' }, async (ctx) => {
    const provider = providerOf(ctx.params.provider)
    const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: PENDING_SECONDS })
    const pending = pendingIn(await ctx.getSignedCookie(cookie.name, ctx.context.secret))
    ctx.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 })
    const claims = pending?.provider === provider.id && (await claimsAt(provider, ctx.request!.url, pending))
    if (!pending || !claims) throw ctx.redirect('/sign-in?problem=OIDC')
    const person = await oidcPerson(pool, provider, claims)
    if (typeof person === 'string') throw ctx.redirect(`/sign-in?problem=${person}`)
    const user = (await ctx.context.internalAdapter.findUserById(person.id)) as UserRow
    if (user.twoFactorEnabled) {
      await askForSecondFactor(ctx, { id: user.id, disabled: false })
      throw ctx.redirect('/sign-in/code')
    }
    await setSessionCookie(ctx, { session: await ctx.context.internalAdapter.createSession(user.id), user })
    throw ctx.redirect(pending.next)
  })
  return { id: 'parley-oidc', endpoints: { oidcStart: start, oidcCallback: callback } } satisfies BetterAuthPlugin
}

type UserRow = Parameters<typeof setSessionCookie>[1]['user'] & { twoFactorEnabled?: boolean }

/** HTTP is only for providers on the machine itself: development and tests. */
function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<client.Configuration> {
  const url = new URL(issuer)
  const isLocalProvider = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
  return client.discovery(url, clientId, clientSecret, undefined, {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    // The signature of the ID token is verified as well.
    execute: [client.enableNonRepudiationChecks, ...(isLocalProvider ? [client.allowInsecureRequests] : [])],
  })
}

function pendingIn(text: string | false | null | undefined): z.infer<typeof Pending> | undefined {
  try {
    return Pending.parse(JSON.parse(text || ''))
  } catch {
    return undefined
  }
}
