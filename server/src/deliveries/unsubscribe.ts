import type { IncomingMessage, ServerResponse } from 'node:http'
import { readUnsubscribeToken, type Unsubscription } from '../mail/unsubscribeToken.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { UserRole } from '../generated/prisma/client.ts'
import { isKindGroup } from './groups.ts'
import { setNotificationPreference } from './settings.ts'

const FIND = 'SELECT role, email FROM users WHERE id = $1'

/** The addresses that mails and the page that they link to use. */
export const isUnsubscribePath = (path: string, method: string | undefined): boolean =>
  path === '/api/unsubscribe' || (path === '/unsubscribe' && method === 'POST')

/**
 * Unsubscribes whom a mail's link names, without a sign-in: the signed token is the permission (RFC 8058). GET says what the link
 * does and changes nothing, since mail scanners follow links; POST does it.
 */
export function createUnsubscribeHandler({ pools, key }: { pools: Pools; key: Buffer }) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const token = new URL(req.url ?? '/', 'http://desk').searchParams.get('token') ?? ''
    req.resume()
    if (req.method !== 'GET' && req.method !== 'POST') return reply(res, 405, { code: 'METHOD_NOT_ALLOWED' })
    const allowed = readUnsubscribeToken(token, key)
    const person =
      allowed && (await pools.auth.query<{ role: UserRole; email: string }>(FIND, [allowed.userId])).rows[0]
    if (!allowed || !person) return reply(res, 404, { code: 'NOT_FOUND' })
    if (req.method === 'POST') await unsubscribe(pools, allowed, person.role)
    reply(res, 200, { email: person.email, groups: allowed.groups.filter(isKindGroup) })
  }
}

async function unsubscribe(pools: Pools, { userId, groups }: Unsubscription, role: UserRole): Promise<void> {
  const input = { groups: groups.filter(isKindGroup), channel: 'email', enabled: false } as const
  await asIdentity(pools, { role, userId }, 'write', () => setNotificationPreference(userId, input))
}

function reply(res: ServerResponse, status: number, body: object): void {
  res
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body))
}
