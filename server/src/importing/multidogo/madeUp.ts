import { createHash } from 'node:crypto'
import type { ConversationPerson } from '../conversation.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from '../madeUpNames.ts'

const DAY_MS = 86_400_000
const SPREAD_DAYS = 30
const TURN_MS = 35_000

/** A plausible customer for a conversation without one, the same each time. */
export function madeUpCustomer(conversationId: string): ConversationPerson {
  const hash = digest(`customer ${conversationId}`)
  const given = GIVEN_NAMES[hash.readUInt32BE(0) % GIVEN_NAMES.length]!
  const family = FAMILY_NAMES[hash.readUInt32BE(4) % FAMILY_NAMES.length]!
  const email = `${given}.${family}.${hash.toString('hex', 8, 13)}@import.parley.example`.toLowerCase()
  return { name: `${given} ${family}`, email }
}

/** The start of a conversation without dates: within the month before `now`, derived from its id. */
export function madeUpStart(conversationId: string, now: number): number {
  const place = digest(`start ${conversationId}`).readUInt32BE(0) / 2 ** 32
  return now - DAY_MS - Math.floor(place * SPREAD_DAYS * DAY_MS)
}

/** The time of its nth turn. */
export function madeUpTime(start: number, turn: number): string {
  return new Date(start + turn * TURN_MS).toISOString()
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
