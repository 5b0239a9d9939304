import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** The recipient, and the groups of notifications to unsubscribe from. */
export interface Unsubscription {
  userId: string
  groups: string[]
}

const Payload = z.tuple([z.uuid(), z.array(z.string().max(40)).max(20)])

/** The address for unsubscribing without signing in. The link grants no other access. */
export function unsubscribeUrl({ url, key }: { url: string; key: Buffer }, { userId, groups }: Unsubscription): string {
  const payload = Buffer.from(JSON.stringify([userId, groups])).toString('base64url')
  return new URL(`/unsubscribe?token=${payload}.${sign(payload, key)}`, url).href
}

/** The content of a link's token; null if it is invalid. */
export function readUnsubscribeToken(token: string, key: Buffer): Unsubscription | null {
  const [payload = '', signature = ''] = token.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(payload, key))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const [userId, groups] = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return { userId, groups }
}

const sign = (payload: string, key: Buffer): string => createHmac('sha256', key).update(payload).digest('base64url')
