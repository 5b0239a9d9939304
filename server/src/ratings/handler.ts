import { refuse } from '../attachments/answers.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { UserRole } from '../generated/prisma/client.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { readBody } from '../platform/http/readBody.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canRate } from './policy.ts'
import { rateTicket } from './rateTicket.ts'
import { readRatingToken, type RatingPermission } from './ratingToken.ts'
import { readResolutions } from './reads.ts'

const BODY_MAX_BYTES = 64 * 1024
const FIND = 'SELECT id, role FROM users WHERE id = $1 AND disabled_at IS NULL'
const STATUS: Partial<Record<string, number>> = { CONFLICT: 409, FORBIDDEN: 403, NOT_FOUND: 404 }

const Rating = z.object({ score: z.number(), comment: z.string().nullish() })
const describe = statement<{ number: string; subject: string }>(
  'SELECT ticket_number AS number, subject FROM support_tickets WHERE id = $1',
)

/**
 * Serves `/api/rating`, the ratings by a link in a mail, without a sign-in: the signed token is the permission. GET says what the link is
 * about and changes nothing, since mail scanners follow links; POST rates.
 */
export function createRatingHandler({ pools, key }: { pools: Pools; key: Buffer }) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = await readBody(req, BODY_MAX_BYTES)
    if (req.method !== 'GET' && req.method !== 'POST') return refuse(res, 405, 'BAD_USER_INPUT', 'Use GET or POST.')
    if (body === undefined) return refuse(res, 413, 'BAD_USER_INPUT', 'A rating has at most 64 KiB.')
    const token = new URL(req.url ?? '/', 'http://desk').searchParams.get('token') ?? ''
    const allowed = readRatingToken(token, key)
    const viewer = allowed && (await pools.auth.query<Viewer & { role: UserRole }>(FIND, [allowed.userId])).rows[0]
    const gone = () => refuse(res, 404, 'NOT_FOUND', 'This link is incomplete or no longer valid.')
    if (!allowed || !viewer) return gone()
    const as = { role: viewer.role, userId: viewer.id }
    if (req.method === 'POST') {
      const rating = ratingIn(body)
      if (!rating) return refuse(res, 400, 'BAD_USER_INPUT', 'Send a score from 1 to 5.')
      try {
        await asIdentity(pools, as, 'write', () => rateTicket(viewer, { ...rating, ticketId: allowed.ticketId }))
      } catch (error) {
        if (error instanceof UserError) return refuse(res, STATUS[error.code] ?? 400, error.code, error.message)
        throw error
      }
    }
    const shown = await asIdentity(pools, as, 'read', () => show(viewer, allowed))
    if (!shown) return gone()
    res
      .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
      .end(JSON.stringify(shown))
  }
}

function ratingIn(body: string): z.infer<typeof Rating> | null {
  try {
    return Rating.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

async function show(viewer: Viewer, { ticketId }: RatingPermission): Promise<object | null> {
  const ticket = await describe.first(ticketId)
  const [resolution] = await readResolutions([ticketId])
  if (!ticket || !resolution || !canRate(viewer, resolution)) return null
  const { hasEnded, isFrozen, score, comment } = resolution
  return { ...ticket, state: !hasEnded ? 'reopened' : isFrozen ? 'frozen' : 'open', score, comment }
}
