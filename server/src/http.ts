import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { ServerEnv } from './env.ts'
import { BODY_MAX_BYTES } from './graphql/limits.ts'
import type { createGraphql } from './graphql/yoga.ts'
import { translated } from './languages/translated.ts'
import { isUnsubscribePath } from './deliveries/unsubscribe.ts'
import { isDatabaseGone } from './platform/database/errors.ts'
import { callerOf } from './platform/http/clientIp.ts'
import { compressAnswers } from './platform/http/compressAnswers.ts'
import type { Monitoring } from './platform/http/monitoring.ts'
import { requestId as requestIdOf } from './platform/http/requestId.ts'
import { graphiqlHeaders, securityHeaders } from './platform/http/securityHeaders.ts'
import { staticClient } from './platform/http/staticClient.ts'
import type { Logger } from './platform/log.ts'
import { errorsTotal } from './platform/metrics.ts'
import { inRequest } from './platform/requestScope.ts'
import { RequestError } from './platform/userError.ts'
import type { Authentication } from './viewer/authentication.ts'
import { credentialsOf } from './viewer/credentials.ts'

interface Deps {
  env: ServerEnv
  authentication: Authentication
  graphql: ReturnType<typeof createGraphql>
  monitoring: Monitoring
  /** Serves /files and its subpaths. */
  files(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the subpaths of /api/mail/. */
  mail(req: IncomingMessage, res: ServerResponse): Promise<void> | void
  /** Serves the links in mails that unsubscribe. */
  unsubscribe(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the ratings by links in mails. */
  rating(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the desk's logo. */
  logo(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the manifest of the installed app. */
  manifest(req: IncomingMessage, res: ServerResponse): void
  /** Serves the pictures of people. */
  picture(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the subpaths of /api/sms. */
  sms(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the subpaths of /sessions. */
  sessions(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Serves the subpaths of /exports. */
  exports(req: IncomingMessage, res: ServerResponse): Promise<void>
  log: Logger
}

/** Routes one port's requests: health, metrics, sign-in, files, GraphQL, and the client for everything else. */
export function createHandler(deps: Deps): RequestListener {
  const { env, authentication, graphql, monitoring, files, log } = deps
  const client = staticClient()

  const route = async (req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> => {
    const path = (req.url ?? '/').split('?')[0]!
    if (await monitoring.serve(req, res, path)) return
    if (path === '/enter') req.url = `/api/auth${req.url}`
    if (path === '/enter' || path.startsWith('/api/auth/')) return authentication.handler(req, res)
    if (path === '/files' || path.startsWith('/files/')) return files(req, res)
    if (path.startsWith('/api/mail/')) return deps.mail(req, res)
    if (path.startsWith('/api/sms/')) return deps.sms(req, res)
    if (isUnsubscribePath(path, req.method)) return deps.unsubscribe(req, res)
    if (path === '/api/rating') return deps.rating(req, res)
    if (path === '/api/desk/logo') return deps.logo(req, res)
    if (path === '/api/desk/manifest') return deps.manifest(req, res)
    if (path.startsWith('/api/pictures/')) return deps.picture(req, res)
    if (path.startsWith('/sessions/')) return deps.sessions(req, res)
    if (path.startsWith('/exports/')) return deps.exports(req, res)
    if (path !== '/graphql') return client(req, res)

    compressAnswers(req, res)
    const refused = refuseRequest(req)
    if (refused) return answerError(res, refused.status, 'BAD_USER_INPUT', refused.message, requestId)
    if (req.method === 'GET' && req.headers.accept?.includes('text/html')) setHeaders(res, graphiqlHeaders(env))
    const viewer = await authentication.viewerOf(credentialsOf(req.headers))
    await graphql(req, res, { viewer, requestId, setHeader: setHeaderOf(res), isAbandoned: () => res.destroyed })
  }

  return (req, res) => {
    const requestId = requestIdOf(req)
    res.setHeader('X-Request-Id', requestId)
    setHeaders(res, securityHeaders(env))
    void inRequest(requestId, () => route(req, res, requestId), callerOf(req, env)).catch((error: unknown) => {
      if (error instanceof RequestError && !res.headersSent) return answerRequestError(res, error, requestId)
      const gone = isDatabaseGone(error)
      log[gone ? 'warn' : 'error']({ err: gone ? (error as Error).message : error, requestId }, 'a request failed')
      if (res.headersSent) return res.destroy()
      if (gone)
        return answerError(
          res,
          503,
          'SERVICE_UNAVAILABLE',
          'The desk cannot be reached right now. Try again shortly.',
          requestId,
        )
      return answerError(res, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.', requestId)
    })
  }
}

/**
 * A POST to /graphql must be JSON with a content length: foreign pages can send forms without a preflight request (CSRF), and a
 * body of unknown length could be endless.
 */
function refuseRequest({ method, url, headers }: IncomingMessage): { status: number; message: string } | null {
  if (method === 'GET' && !hasJsonParameters(url ?? ''))
    return { status: 400, message: 'The parameters `variables` and `extensions` are JSON.' }
  if (method !== 'POST') return null
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return { status: 415, message: 'Send application/json.' }
  const length = headers['content-length']
  if (length === undefined) return { status: 411, message: 'Send a Content-Length.' }
  return Number(length) > BODY_MAX_BYTES
    ? { status: 413, message: `A request can have at most ${BODY_MAX_BYTES} bytes.` }
    : null
}

function hasJsonParameters(url: string): boolean {
  const parameters = new URLSearchParams(url.split('?')[1] ?? '')
  return ['variables', 'extensions'].every((name) => isJson(parameters.get(name) || '{}'))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Sets a header as long as that is possible. */
function setHeaderOf(res: ServerResponse) {
  return (name: string, value: string): void => {
    if (!res.headersSent) res.setHeader(name, value)
  }
}

function setHeaders(res: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
}

function answerRequestError(res: ServerResponse, { code, message, retryAfter }: RequestError, requestId: string): void {
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter))
  answerError(res, code === 'RATE_LIMITED' ? 429 : 409, code, message, requestId, retryAfter)
}

function answerError(
  res: ServerResponse,
  status: number,
  code: string,
  message: string,
  requestId: string,
  retryAfter?: number,
): void {
  errorsTotal.inc({ code })
  const errors = [{ message: translated(message), extensions: { code, requestId, retryAfter } }]
  // The rest of a rejected body is not read.
  res
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' })
    .end(JSON.stringify({ errors }))
}
