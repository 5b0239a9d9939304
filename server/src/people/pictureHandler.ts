import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from '../attachments/answers.ts'
import { isUuid } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { type Credentials, credentialsOf } from '../viewer/credentials.ts'
import type { Viewer } from '../viewer/viewer.ts'

const read = statement<{ data: Buffer }>('SELECT data FROM user_pictures WHERE user_id = $1')
/** The address changes with the picture. Only this person's browser keeps it. */
const CACHE = 'private, max-age=31536000, immutable'

interface Deps {
  pools: Pools
  viewerOf(credentials: Credentials): Promise<Viewer | null>
}

/** Serves `/api/pictures/<user id>` to those who may see the person, by cookie or token. */
export function createPictureHandler({ pools, viewerOf }: Deps) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, 'BAD_USER_INPUT', 'Use GET.')
    const viewer = await viewerOf(credentialsOf(req.headers))
    if (!viewer) return refuse(res, 401, 'UNAUTHENTICATED', 'Sign in first.')
    const id = req.url!.split('?')[0]!.slice('/api/pictures/'.length)
    const identity = { role: viewer.role, userId: viewer.id }
    const found = isUuid(id) ? await asIdentity(pools, identity, 'read', () => read.first(id)) : undefined
    if (!found) return refuse(res, 404, 'NOT_FOUND', 'There is no such picture.')
    res.writeHead(200, { 'Content-Type': 'image/webp', 'Content-Length': found.data.length, 'Cache-Control': CACHE })
    res.end(req.method === 'HEAD' ? undefined : found.data)
  }
}
