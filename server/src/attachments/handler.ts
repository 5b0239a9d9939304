import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from '../env.ts'
import { isUuid } from '../platform/database/identity.ts'
import { isAllowedOrigin } from '../viewer/origin.ts'
import { type Credentials, credentialsOf } from '../viewer/credentials.ts'
import type { Costs, RateLimits } from '../viewer/rateLimits.ts'
import { allows, lacksScope } from '../viewer/tokenScopes.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { refuse } from './answers.ts'
import { download } from './download.ts'
import type { FilesDeps } from './files.ts'
import { receivePoster } from './poster.ts'
import { createUploads } from './uploads.ts'

const ONE_UPLOAD: Costs = new Map([['uploads', 1]])
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Serves /files: uploads (tus) on `/files` and `/files/<id>`, the uploader's poster on `/files/<id>/poster`, downloads on
 * `/files/<id>/<name>` and `/files/<id>/preview/<name>`. All of them require a sign-in.
 */
export function createFilesHandler(
  deps: FilesDeps & {
    env: Env
    viewerOf(credentials: Credentials): Promise<Viewer | null>
    rates: RateLimits
    /** The global id of an attachment in GraphQL. */
    globalIdOf(id: string): string
  },
) {
  const uploads = createUploads(deps)
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { origin, host } = req.headers
    const viewer = await deps.viewerOf(credentialsOf(req.headers))
    if (!viewer) return refuse(res, 401, 'UNAUTHENTICATED', 'Sign in first.')
    // Browsers add the cookie to requests of any page: only the desk's own pages may change anything with it.
    const byCookie = viewer.signIn.kind === 'cookie'
    if (byCookie && !SAFE.has(req.method!) && !isAllowedOrigin(origin, host, deps.env))
      return refuse(res, 403, 'FORBIDDEN', 'Pages of another origin may not do this.')

    const scope = SAFE.has(req.method!) ? 'read' : 'write'
    if (!allows(viewer, scope)) return refuse(res, 403, 'INSUFFICIENT_SCOPE', lacksScope(scope))

    const identity = { role: viewer.role, userId: viewer.id }
    const [path, query = ''] = req.url!.split('?') as [string, string?]
    const [, , id = '', second, third, ...more] = path.split('/')
    if (second === undefined && (id === '' || isUuid(id))) {
      // Each file once: its bytes may come in any number of requests.
      if (req.method === 'POST') await deps.rates.take(viewer, ONE_UPLOAD)
      return uploads(req, res, identity)
    }
    if (!isUuid(id) || more.length > 0) return refuse(res, 404, 'NOT_FOUND', 'The file does not exist.')
    const asked = { id: id.toLowerCase(), query: new URLSearchParams(query), identity }
    if (req.method === 'PUT' && second === 'poster' && third === undefined) return receivePoster(req, res, asked, deps)
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return refuse(res, 405, 'BAD_USER_INPUT', 'Files can only be read with GET.')
    if (third === undefined) return download(req, res, { ...asked, part: 'file' }, deps)
    if (second === 'preview') return download(req, res, { ...asked, part: 'preview' }, deps)
    return refuse(res, 404, 'NOT_FOUND', 'The file does not exist.')
  }
}
