import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An OpenID provider whose answers a test decides on. */
export interface IdentityProvider {
  issuer: string
  /** Identifies somebody with these claims, as after their sign-in there; returns the query of the way back. */
  identify(authorize: URL, claims: Record<string, unknown>): string
  /** Replaces claims of the next ID tokens, such as a wrong nonce. */
  wrong: Record<string, unknown>
  /** Whether the next ID tokens are signed with a key that is not the provider's. */
  signsWithOtherKey: boolean
  close(): Promise<void>
}

const json = (res: ServerResponse, value: unknown, status = 200) =>
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Starts one on a free port. */
export async function identityProvider(clientId: string): Promise<IdentityProvider> {
  const [key, otherKey] = [newKey(), newKey()]
  const codes = new Map<string, { authorize: URL; claims: Record<string, unknown> }>()
  const server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const idToken = (claims: Record<string, unknown>) => {
    const now = Math.floor(Date.now() / 1000)
    const all = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...claims, ...provider.wrong }
    const signed = `${base64({ alg: 'RS256', kid: 'k' })}.${base64(all)}`
    const { privateKey } = provider.signsWithOtherKey ? otherKey : key
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
  }

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const path = new URL(req.url!, issuer).pathname
    if (path === '/.well-known/openid-configuration')
      return json(res, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (path === '/jwks')
      return json(res, { keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
    const form = new URLSearchParams(await text(req))
    const issued = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!issued || challenge !== issued.authorize.searchParams.get('code_challenge'))
      return json(res, { error: 'invalid_grant' }, 400)
    const nonce = issued.authorize.searchParams.get('nonce')
    return json(res, { access_token: 'a', token_type: 'Bearer', id_token: idToken({ nonce, ...issued.claims }) })
  }

  const provider: IdentityProvider = {
    issuer,
    wrong: {},
    signsWithOtherKey: false,
    identify: (authorize, claims) => {
      const code = randomUUID()
      codes.set(code, { authorize, claims })
      return `?${new URLSearchParams({ code, state: authorize.searchParams.get('state')! })}`
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return provider
}
