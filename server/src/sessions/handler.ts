import type { IncomingMessage, ServerResponse } from 'node:http'
import { currentLanguage, translated } from '../languages/translated.ts'
import { isUuid } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { type Credentials, credentialsOf } from '../viewer/credentials.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { readSession } from './reads.ts'
import { type DeskAddress, sessionFile } from './sessionFile.ts'

interface Deps {
  pools: Pools
  desk: DeskAddress
  viewerOf(credentials: Credentials): Promise<Viewer | null>
}

/**
 * Serves `/sessions/<id>.ics`, a session's calendar file, and `/sessions/<id>/join`, which redirects to the meeting. Both by
 * cookie or token, for those who may see the session.
 */
export function createSessionsHandler({ pools, desk, viewerOf }: Deps) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return tell(req, res, 405, 'Use GET.')
    const viewer = await viewerOf(credentialsOf(req.headers))
    const [, , name = '', second, ...more] = req.url!.split('?')[0]!.split('/')
    const isFile = second === undefined && name.endsWith('.ics')
    const id = isFile ? name.slice(0, -'.ics'.length) : name
    const isJoin = second === 'join' && more.length === 0
    // A browser that follows a link from a calendar signs in first.
    if (!viewer && isJoin) return redirect(res, '/')
    if (!viewer) return tell(req, res, 401, 'Sign in first.')
    if (!isUuid(id) || !(isFile || isJoin)) return tell(req, res, 404, 'There is no such session.')
    const read = <T>(work: () => Promise<T>) =>
      asIdentity(pools, { role: viewer.role, userId: viewer.id }, 'read', work)
    if (isJoin) return join(req, res, await read(() => readSession(id)))
    const file = await read(() => sessionFile({ ...viewer, language: currentLanguage() }, id, desk))
    if (!file) return tell(req, res, 404, 'There is no such session.')
    res.setHeader('Content-Disposition', 'attachment; filename="session.ics"')
    answer(req, res, 200, file.content, 'text/calendar; charset=utf-8')
  }
}

function join(req: IncomingMessage, res: ServerResponse, session: Awaited<ReturnType<typeof readSession>>): void {
  if (!session) return tell(req, res, 404, 'There is no such session.')
  if (session.cancelledAt) return tell(req, res, 410, 'The session was cancelled.')
  if (session.joinUrl) return redirect(res, session.joinUrl)
  res.setHeader('Retry-After', '10')
  tell(req, res, 503, 'The meeting link is not available yet. Try again in a moment.')
}

function redirect(res: ServerResponse, to: string): void {
  res.writeHead(302, { Location: to, 'Cache-Control': 'no-store' }).end()
}

/** Tells a person who has opened the address in a browser. */
function tell(req: IncomingMessage, res: ServerResponse, status: number, message: string): void {
  answer(req, res, status, `${translated(message)}\n`, 'text/plain; charset=utf-8')
}

function answer(req: IncomingMessage, res: ServerResponse, status: number, text: string, type: string): void {
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer')
  res
    .writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
    .end(req.method === 'HEAD' ? undefined : text)
}
