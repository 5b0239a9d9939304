import { z } from 'zod'
import { openToken, sealToken } from '../mail/signedToken.ts'

/** For how many days a link in a mail can be used. */
const VALID_DAYS = 60
const DAY_MS = 86_400_000
const PURPOSE = 'rating'

const Payload = z.tuple([z.uuid(), z.uuid(), z.number()])

/** What a link permits: to rate one ticket as its requester. */
export interface RatingPermission {
  ticketId: string
  userId: string
}

/** The address of the page that rates a ticket without signing in. The link grants no other access. */
export function ratingUrl(
  { url, key }: { url: string; key: Buffer },
  { ticketId, userId }: RatingPermission,
  now = Date.now(),
): string {
  const token = sealToken([ticketId, userId, now + VALID_DAYS * DAY_MS], key, PURPOSE)
  return new URL(`/rate?token=${token}`, url).href
}

/** What a link's token permits; null if it is invalid or has expired. */
export function readRatingToken(token: string, key: Buffer, now = Date.now()): RatingPermission | null {
  const payload = openToken(token, key, PURPOSE)
  if (payload === null) return null
  const [ticketId, userId, expiresAt] = Payload.parse(payload)
  return expiresAt > now ? { ticketId, userId } : null
}
