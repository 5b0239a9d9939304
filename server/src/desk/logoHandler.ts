import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import { refuse } from '../attachments/answers.ts'
import { readRetrying } from '../viewer/readRetrying.ts'

const READ = { name: 'desk_logo', text: 'select data from desk_logo' }

/** Serves `/api/desk/logo` to everybody: the sign-in page shows it. Its address changes with it. */
export function createLogoHandler(pool: pg.Pool) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, 'BAD_USER_INPUT', 'Use GET.')
    const { rows } = await readRetrying<{ data: Buffer }>(pool, READ)
    const data = rows[0]?.data
    if (!data) return refuse(res, 404, 'NOT_FOUND', 'This desk has no logo.')
    const cache = 'public, max-age=31536000, immutable'
    res.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': data.length, 'Cache-Control': cache })
    res.end(req.method === 'HEAD' ? undefined : data)
  }
}
