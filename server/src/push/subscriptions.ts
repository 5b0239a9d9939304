import { ECDH } from 'node:crypto'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { isAllowedEndpoint, type PushDesk, type Subscription } from '../platform/push/pushService.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Browsers of one person; beyond that the oldest is forgotten. */
const BROWSERS_MAX = 20
const ENDPOINT_MAX = 1000

// A browser has one endpoint, which belongs to the person who subscribed last on it.
const save = statement(`
  INSERT INTO push_subscriptions (user_id, endpoint, p256dh, auth) VALUES ($1, $2, $3, $4)
  ON CONFLICT (endpoint) DO UPDATE SET user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth`)
const forgetOld = statement(`
  DELETE FROM push_subscriptions WHERE user_id = $1 AND id NOT IN (
    SELECT id FROM push_subscriptions WHERE user_id = $1 ORDER BY created_at DESC, id LIMIT ${BROWSERS_MAX})`)
const remove = statement('DELETE FROM push_subscriptions WHERE user_id = (SELECT viewer_id()) AND endpoint = $1')
const find = statement('SELECT 1 FROM push_subscriptions WHERE user_id = (SELECT viewer_id()) AND endpoint = $1')

/**
 * Subscribes the viewer's browser. As maintenance, since on a shared computer the subscription may still be that of the person who
 * used it before.
 */
export async function subscribeToPush(
  { pools, push }: { pools: Pools; push: PushDesk },
  viewer: Viewer,
  { endpoint, p256dh, auth }: Subscription,
): Promise<void> {
  if (endpoint.length > ENDPOINT_MAX || !isAllowedEndpoint(endpoint, push))
    throw new UserError('VALIDATION', 'This is not the address of a push service.', ['input', 'endpoint'])
  if (!isPoint(Buffer.from(p256dh, 'base64url')))
    throw new UserError('VALIDATION', 'This is not a key.', ['input', 'p256dh'])
  if (Buffer.from(auth, 'base64url').length !== 16)
    throw new UserError('VALIDATION', 'This is not a secret.', ['input', 'auth'])
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    await save.rows(viewer.id, endpoint, p256dh, auth)
    await forgetOld.rows(viewer.id)
  })
}

/** Whether these are the bytes of an uncompressed point of P-256 (RFC 8291). */
function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  try {
    ECDH.convertKey(bytes, 'prime256v1')
    return true
  } catch {
    return false
  }
}

/** Unsubscribes one of the viewer's browsers. */
export async function unsubscribeFromPush(endpoint: string): Promise<void> {
  await remove.rows(endpoint)
}

/** Whether this is one of the viewer's browsers. */
export async function isSubscribed(endpoint: string): Promise<boolean> {
  return (await find.first(endpoint)) !== undefined
}
