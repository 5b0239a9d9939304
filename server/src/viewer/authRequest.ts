import type { IncomingMessage } from 'node:http'
import type { Env } from '../env.ts'
import { readBody } from '../platform/http/readBody.ts'
import { isStorable } from '../platform/text.ts'
import { AUTH_PATH, CLIENT_IP_HEADER } from './authPath.ts'
import { isAllowedOrigin } from './origin.ts'

const MAX_BODY_BYTES = 16 * 1024

/** An error response that is sent without calling better-auth. */
export class AuthRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    Object.assign(this, { name: 'AuthRefusal' })
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The content of a valid request to /api/auth. */
export interface AuthRequest {
  /** `POST /sign-in/email`. */
  route: string
  body: Record<string, unknown>
  /** The same for better-auth, with the headers that it needs and no others from the client. */
  web: Request
}

/** The better-auth endpoints that the desk offers; the others do not exist. */
const OFFERED = new Set(['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'POST /change-password'])

/** Validates a request and reads it. Throws an AuthRefusal. `more` are offered in addition to the default endpoints. */
export async function readAuthRequest(
  req: IncomingMessage,
  env: Env,
  clientIp: string,
  more: readonly string[] = [],
): Promise<AuthRequest> {
  const [pathname = ''] = (req.url ?? '').split('?')
  const route = `${req.method} ${pathname.slice(AUTH_PATH.length)}`
  if (!OFFERED.has(route) && !more.includes(route))
    throw new AuthRefusal(404, 'NOT_FOUND', 'This endpoint does not exist.')
  if (route === 'GET /enter') refuseUnlessPage(req)
  const posted = req.method === 'POST'
  if (posted) refuseForeign(req, env)
  const body = posted ? await readJson(req) : {}
  const headers = new Headers({ origin: ownOrigin(req, env), [CLIENT_IP_HEADER]: clientIp })
  if (posted) headers.set('content-type', 'application/json')
  for (const name of ['cookie', 'user-agent']) headers.set(name, one(req.headers[name]))
  const url = new URL(req.url ?? '/', ownOrigin(req, env))
  return {
    route,
    body,
    web: new Request(url, { method: req.method, headers, ...(posted && { body: JSON.stringify(body) }) }),
  }
}

/** A request like `web` that signs a user in. */
export function signInRequest(web: Request, { email, password }: { email: string; password: string }): Request {
  return new Request(new URL(`${AUTH_PATH}/sign-in/email`, web.url), {
    method: 'POST',
    headers: web.headers,
    body: JSON.stringify({ email, password }),
  })
}

// With or without cookies: a foreign page must not be able to sign a user in, not even as another user. Programs send no
// Origin, and a browser that sends none still states its origin in Sec-Fetch-Site.
function refuseForeign(req: IncomingMessage, env: Env): void {
  const { origin, host } = req.headers
  const site = req.headers['sec-fetch-site']
  const foreign =
    origin === undefined ? site !== undefined && site !== 'same-origin' : !isAllowedOrigin(origin, host, env)
  if (foreign)
    throw new AuthRefusal(403, 'INVALID_ORIGIN', 'Sign in on the desk itself. This page belongs to another site.')
}

// A token works once, so a page that only prefetches a link must not use it up; and nobody signs in unnoticed, in a frame.
function refuseUnlessPage({ headers }: IncomingMessage): void {
  const isPage = [undefined, 'document'].includes(headers['sec-fetch-dest'] as string | undefined)
  if (!isPage || headers['sec-purpose']?.includes('prefetch'))
    throw new AuthRefusal(403, 'INVALID_ORIGIN', 'Open this address as a page.')
}

function ownOrigin(req: IncomingMessage, env: Env): string {
  const { origin, host } = req.headers
  if (isAllowedOrigin(origin, host, env)) return origin!
  if (env.PUBLIC_URL) return new URL(env.PUBLIC_URL).origin
  return isAllowedOrigin(`http://${host}`, host, env) ? `http://${host}` : 'http://localhost'
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readBody(req, MAX_BODY_BYTES)
  if (text === undefined)
    throw new AuthRefusal(413, 'PAYLOAD_TOO_LARGE', 'The body is too large.', { connection: 'close' })
  if (text === '') return {}
  // Any page can send a form cross-site without a preflight request, but not JSON.
  const type = one(req.headers['content-type']).split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AuthRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.')
  const body = parse(text)
  const values = body && Object.values(body)
  const flat = values?.every((value) => typeof value !== 'object' && isStorable(String(value)))
  if (!flat) throw new AuthRefusal(400, 'BAD_USER_INPUT', 'Send one JSON object of plain values.')
  return body as Record<string, unknown>
}

function parse(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined
  } catch {
    return undefined
  }
}

function one(header: string | string[] | undefined): string {
  return [header].flat().join(', ')
}
