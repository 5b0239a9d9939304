import { hasEnded } from '../../log/ticketStatus.ts'
import type { SenderType, TicketStatus } from '../../generated/prisma/client.ts'
import { FOLLOW_UPS, NOTES, OTHER_TONGUES, STAFF_CHATTER, STORY, THANKS } from '../words/chatter.ts'
import { fill, type Filling } from '../words/fill.ts'
import type { Trade } from '../words/trade.ts'
import type { Random } from './random.ts'

/** The author of a message. */
export interface Speaker {
  id: string
  role: SenderType
}

/** One message. */
export interface Said {
  by: Speaker
  note: boolean
  body: string
}

const NOTE_SHARE = 0.06
const STORY_SHARE = 0.03
const OTHER_TONGUE_SHARE = 0.04
const SAME_SIDE_AGAIN = 0.35

/** The participants, topic and end of a conversation. */
export interface Scene {
  requester: Speaker
  staff: readonly Speaker[]
  trade: Trade
  filling: Filling
  status: TicketStatus
}

/** Generates a conversation of `length` messages, started by the requester. */
export function talk(random: Random, { requester, staff, trade, filling, status }: Scene, length: number): Said[] {
  const said: Said[] = [{ by: requester, note: false, body: fill(opening(random, trade), filling) }]
  const ends = hasEnded(status)
  let staffsTurn = true
  for (let index = 1; index < length; index++) {
    if (random.chance(NOTE_SHARE)) {
      said.push({ by: random.pickSkewed(staff), note: true, body: fill(random.pick(NOTES), filling) })
      continue
    }
    const by = staffsTurn ? random.pickSkewed(staff) : requester
    const nearEnd = ends && index >= length - 2
    said.push({
      by,
      note: false,
      body: fill(staffsTurn ? staffLine(random, trade, nearEnd) : requesterLine(random, nearEnd), filling),
    })
    if (!random.chance(SAME_SIDE_AGAIN)) staffsTurn = !staffsTurn
  }
  return said
}

function opening(random: Random, trade: Trade): string {
  if (random.chance(OTHER_TONGUE_SHARE)) return random.pick(OTHER_TONGUES)
  const text = random.pick(trade.openings)
  return random.chance(STORY_SHARE) ? `${text}\n\n${story(random)}` : text
}

function staffLine(random: Random, trade: Trade, nearEnd: boolean): string {
  if (nearEnd) return random.pick(trade.solutions)
  return random.pick(random.chance(0.6) ? trade.answers : STAFF_CHATTER)
}

function requesterLine(random: Random, nearEnd: boolean): string {
  if (nearEnd) return random.pick(THANKS)
  if (random.chance(STORY_SHARE)) return story(random)
  return random.pick(random.chance(OTHER_TONGUE_SHARE) ? OTHER_TONGUES : FOLLOW_UPS)
}

function story(random: Random): string {
  const paragraphs = Array.from({ length: 1 + random.below(4) }, () =>
    Array.from({ length: 2 + random.below(5) }, () => random.pick(STORY)).join(' '),
  )
  return paragraphs.join('\n\n')
}
