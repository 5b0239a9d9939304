import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import type { AuditWriter } from '../audit/auditWriter.ts'
import type { Env } from '../env.ts'
import { translated } from '../languages/translated.ts'
import { isDatabaseGone } from '../platform/database/errors.ts'
import { clientIp } from '../platform/http/clientIp.ts'
import type { Logger } from '../platform/log.ts'
import { currentRequest } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import { AUTH_PATH } from './authPath.ts'
import { ACCOUNT_AS_SIGNED_IN, ACCOUNT_ROUTES } from './accountRoutes.ts'
import { AuthRefusal, readAuthRequest, type AuthRequest } from './authRequest.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { normalizeEmail } from './emailAddress.ts'
import { ENTER } from './handover.ts'
import { INVITATION } from './invitationRoutes.ts'
import { passwordIn } from './newAccount.ts'
import type { OwnRoutes } from './ownRoutes.ts'
import { oidcRoutes } from './oidc.ts'
import { PASSKEY_REGISTRATION, PASSKEY_ROUTES, PASSKEY_SIGN_IN, passkeyBody } from './passkeys.ts'
import { PASSWORD_RESET } from './passwordReset.ts'
import { SETUP } from './setupRoutes.ts'
import { SHOP_INVITATION } from './shopInvitationRoutes.ts'
import { SECOND_FACTOR_ROUTES } from './secondFactor.ts'
import type { Viewer } from './viewer.ts'
import { signInToken, type CookieSigning } from './signInCookie.ts'
import { SignInLimit } from './signInLimit.ts'
import { SIGN_IN_OPTIONS } from './signInOptions.ts'
import { SIGN_UP } from './signUp.ts'

interface HandlerDeps {
  /** better-auth's own handler. */
  answer: (request: Request) => Promise<Response>
  pool: pg.Pool
  signing: CookieSigning
  env: Env
  audit?: AuditWriter | undefined
  log: Logger
  viewerOf(credentials: Credentials): Promise<Viewer | null>
  /** Called after each change, so that cached viewers are reloaded. */
  changed: () => void
}

/** Serves /api/auth/*: better-auth behind the desk's own checks. Every response is JSON; errors are `{code, message}`. */
export function createAuthHandler(deps: HandlerDeps): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const limit = new SignInLimit(deps.pool)
  const providers = oidcRoutes(deps.env.OIDC_PROVIDERS)
  return async (req, res) => {
    try {
      const ip = clientIp(req, deps.env)
      const request = await readAuthRequest(req, deps.env, ip, [...OFFERED, ...providers])
      const signedIn = AS_SIGNED_IN.includes(request.route)
      const viewer = signedIn ? await deps.viewerOf(credentialsOf(req.headers)) : null
      await send(res, await respond(request, { ip, limit, viewer }, deps))
    } catch (error) {
      await send(res, refusal(error, deps.log))
    } finally {
      if (req.method === 'POST' || req.url?.startsWith(`${AUTH_PATH}/enter`)) deps.changed()
    }
  }
}

/** The endpoints that better-auth does not have. */
const OWN: OwnRoutes = {
  ...INVITATION,
  ...SHOP_INVITATION,
  ...SETUP,
  ...PASSWORD_RESET,
  ...SIGN_UP,
  ...ACCOUNT_ROUTES,
  ...SIGN_IN_OPTIONS,
  ...ENTER,
}

const isSigningIn = (route: string) =>
  route === `POST ${PASSKEY_SIGN_IN}` ||
  /^POST \/sign-in\/(email|link)$|^POST \/enter$|^GET \/oidc\/.*\/callback$/.test(route)
const OFFERED = [...Object.keys(OWN), 'POST /sign-in/link', 'POST /enter', ...SECOND_FACTOR_ROUTES, ...PASSKEY_ROUTES]

/** Endpoints that act as the signed-in user: refused if the page states another user. */
const AS_SIGNED_IN = [
  'POST /sign-out',
  'POST /change-password',
  ...SECOND_FACTOR_ROUTES,
  ...PASSKEY_REGISTRATION,
  ...ACCOUNT_AS_SIGNED_IN,
]

/** Endpoints that send a mail. Every request counts as a wrong guess. */
const MAILING = ['POST /forgot-password', 'POST /sign-in/request-link', 'POST /sign-up', 'POST /account/email']

interface Context {
  ip: string
  limit: SignInLimit
  viewer: Viewer | null
}

async function respond(request: AuthRequest, { ip, limit, viewer }: Context, deps: HandlerDeps): Promise<Response> {
  const cookie = request.web.headers.get('cookie') ?? ''
  const signIn = (web: Request) => replaceSignIn(deps, cookie, web)
  const own = OWN[request.route]
  if (own) {
    const answer = () => own({ ...request, pool: deps.pool, env: deps.env, viewer, signIn })
    return masked(
      MAILING.includes(request.route) ? await limited(limit, ip, 'mails', answer, () => true) : await answer(),
    )
  }
  if (request.route === 'POST /sign-out') await endSignIn(deps, cookie)
  if (request.route === 'POST /change-password') {
    if (viewer) await passwordIn({ password: request.body.newPassword }, viewer)
    request = endingOthers(request)
  }
  if (SECOND_FACTOR_ROUTES.includes(request.route)) request = withBody(request, without(request.body, 'trustDevice'))
  if (request.route.startsWith('POST /passkey/')) request = withBody(request, passkeyBody(request))
  const guessedAt = guessed(request, signInToken(cookie, deps.signing))
  const answer = () => (isSigningIn(request.route) ? signIn(request.web) : deps.answer(request.web))
  const response = guessedAt === undefined ? answer() : limited(limit, ip, guessedAt, answer)
  return masked(await withoutToken(request.route, await noted(request, response, deps.audit)))
}

// Whose password this request contains, if any: an email, or the signed-in user.
function guessed({ route, body }: AuthRequest, token: string | undefined): string | undefined {
  if (route === 'POST /sign-in/email') return normalizeEmail(String(body.email)) ?? String(body.email)
  if (route === `POST ${PASSKEY_SIGN_IN}`) return 'passkeys'
  return 'password' in body || route === 'POST /change-password' ? token : undefined
}

// Failed attempts are recorded in the audit log with the account, never with the input.
async function noted(
  { route, body }: AuthRequest,
  response: Response | Promise<Response>,
  audit?: AuditWriter,
): Promise<Response> {
  if (route !== 'POST /sign-in/email') return response
  const failed = (reason: string) =>
    audit?.add({ kind: 'sign_in_failed', actorId: null, email: String(body.email), data: { reason } })
  try {
    const answered = await response
    if (answered.status === 403) failed('DISABLED')
    else if (answered.status === 400 || answered.status === 401) failed('WRONG')
    return answered
  } catch (error) {
    if (error instanceof AuthRefusal) failed(error.code)
    throw error
  }
}

async function limited(
  limit: SignInLimit,
  ip: string,
  email: string,
  answer: () => Promise<Response>,
  counts = ({ status }: Response) => status === 401 || status === 400,
): Promise<Response> {
  const attempt = await limit.attempt(ip, email)
  if ('retryAfterSeconds' in attempt) {
    const wait = String(attempt.retryAfterSeconds)
    throw new AuthRefusal(429, 'RATE_LIMITED', `Too many attempts: wait ${wait} s.`, { 'retry-after': wait })
  }
  let wrong = false
  try {
    const response = await answer()
    wrong = counts(response)
    return response
  } catch (error) {
    wrong = error instanceof AuthRefusal && error.status === 400
    throw error
  } finally {
    await attempt.report(wrong ? 'wrong' : 'right')
  }
}

const setsCookie = (response: Response, name: string): boolean =>
  response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=`))

/** Signs in; the browser's previous sign-in ends, so that its other tabs notice immediately. */
async function replaceSignIn(deps: HandlerDeps, cookie: string, request: Request): Promise<Response> {
  const response = await deps.answer(request)
  // Without a cookie, whoever is handed over is signed in already.
  const succeeded = response.ok
    ? response.headers.getSetCookie().length > 0
    : response.status === 302 && setsCookie(response, deps.signing.name)
  if (succeeded) await endSignIn(deps, cookie)
  return response
}

/** A password change ends every sign-in (by a database trigger), so better-auth must create a new one for this user. */
function endingOthers({ route, body, web }: AuthRequest): AuthRequest {
  return withBody({ route, web, body }, { ...body, revokeOtherSessions: true })
}

function withBody({ route, web }: AuthRequest, body: Record<string, unknown>): AuthRequest {
  return { route, body, web: new Request(web, { method: 'POST', body: JSON.stringify(body) }) }
}

function without(body: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name))
}

// The plugins' responses contain the token of the sign-in, which scripts must not see.
async function withoutToken(route: string, response: Response): Promise<Response> {
  if (!response.ok || !/^POST \/(two-factor|passkey)\/verify-/.test(route)) return response
  return new Response('{}', { status: response.status, headers: response.headers })
}

// better-auth clears the cookie and reports success even if the row could not be deleted. Here it must be deleted.
async function endSignIn({ pool, signing }: HandlerDeps, cookie: string): Promise<void> {
  const token = signInToken(cookie, signing)
  if (!token) return
  // The request is passed along for the audit log.
  const about = `with about as (select set_config('parley.request', $2, true)) delete from sign_ins using about where token = $1`
  await pool.query(about, [token, JSON.stringify(currentRequest() ?? {})])
}

// better-auth logs its internal errors; their details are not sent.
function masked(response: Response): Response {
  return response.status < 500
    ? response
    : errorResponse(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.')
}

function refusal(error: unknown, log: Logger): Response {
  if (error instanceof RequestError) return errorResponse(409, error.code, error.message)
  if (error instanceof AuthRefusal) return errorResponse(error.status, error.code, error.message, error.headers)
  if (isDatabaseGone(error)) {
    return errorResponse(503, 'SERVICE_UNAVAILABLE', 'The desk cannot be reached right now. Try again shortly.', {
      'retry-after': '2',
    })
  }
  log.error({ err: error }, 'sign-in failed unexpectedly')
  return errorResponse(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.')
}

function errorResponse(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, message: translated(message) }, { status, headers })
}

async function send(res: ServerResponse, response: Response): Promise<void> {
  if (res.headersSent || res.destroyed) return
  const body = Buffer.from(await response.arrayBuffer())
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  headers['cache-control'] = 'no-store'
  headers['referrer-policy'] = 'no-referrer'
  headers['content-length'] = String(body.length)
  res.writeHead(response.status, headers).end(body)
}
