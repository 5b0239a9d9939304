import { z } from 'zod'
import { openToken, sealToken } from './signedToken.ts'

/** The recipient, and the groups of notifications to unsubscribe from. */
export interface Unsubscription {
  userId: string
  groups: string[]
}

const Payload = z.tuple([z.uuid(), z.array(z.string().max(40)).max(20)])

/** The address for unsubscribing without signing in. The link grants no other access. */
export function unsubscribeUrl({ url, key }: { url: string; key: Buffer }, { userId, groups }: Unsubscription): string {
  return new URL(`/unsubscribe?token=${sealToken([userId, groups], key)}`, url).href
}

/** The content of a link's token; null if it is invalid. */
export function readUnsubscribeToken(token: string, key: Buffer): Unsubscription | null {
  const payload = openToken(token, key)
  if (payload === null) return null
  const [userId, groups] = Payload.parse(payload)
  return { userId, groups }
}
