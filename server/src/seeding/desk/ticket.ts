import { hasEnded } from '../../log/ticketStatus.ts'
import type { TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import { appendFact, emptyLog, type EventRow, type PastFact } from '../../importing/bulk/foldLog.ts'
import type { MessageRow, TicketRow } from '../../importing/bulk/tables.ts'
import { drawFilling, fill } from '../words/fill.ts'
import { BUYER_TRADES, SELLER_TRADES } from '../words/trades.ts'
import { drawMarkers, type MarkerRow, type StarRow } from './markers.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'
import { talk, type Said, type Speaker } from './talk.ts'
import { timesOf } from './times.ts'

/** A ticket with everything that belongs to it. */
export interface DeskTicket {
  ticket: TicketRow
  messages: MessageRow[]
  events: EventRow[]
  markers: MarkerRow[]
  stars: StarRow[]
}

/** A ticket's position in the desk: its age, from 0 (the first) to 1 (the newest), and its number of messages. */
export interface Place {
  createdAt: number
  /** The latest time of anything. */
  now: number
  length: number
}

const SELLER_SHARE = 0.15
const DAY_MS = 86_400_000
const STATUSES = {
  old: ['closed', 'closed', 'closed', 'resolved', 'resolved', 'open'],
  young: ['open', 'open', 'in_progress', 'resolved', 'closed'],
} as const
const PRIORITIES: readonly TicketPriority[] = ['medium', 'medium', 'medium', 'medium', 'low', 'low', 'high']
const TYPES: readonly TicketType[] = ['problem', 'problem', 'problem', 'question', 'question', 'feature_request']

/** Generates one ticket; always the same for the same generator. */
export function makeTicket(random: Random, people: People, { createdAt, now, length }: Place): DeskTicket {
  const shop = random.chance(SELLER_SHARE) ? random.below(people.sellers.length) : -1
  const opener = shop >= 0 ? people.sellers[shop]! : random.pick(people.buyers)
  const trade = random.pickSkewed(shop >= 0 ? SELLER_TRADES : BUYER_TRADES)
  const filling = drawFilling(random, trade.items)
  const [id, subject] = [random.uuid(), fill(random.pick(trade.subjects), filling)]
  const status = length === 1 ? 'open' : random.pick(now - createdAt > 21 * DAY_MS ? STATUSES.old : STATUSES.young)
  const tags = drawTags(random, trade.tags)
  const finalPriority = random.pick(PRIORITIES)
  const priorityFrom = random.chance(0.06) ? random.pick(PRIORITIES) : finalPriority
  const staff = drawStaff(random, people)
  const requester: Speaker = { id: opener.id, role: opener.role }
  const said = talk(random, { requester, staff, trade, filling, status }, length)
  const times = timesOf(random, createdAt, now, said.length + 2)

  const log = new Writer(random, id, createdAt)
  said.forEach((one, index) => log.say(one, times[index]!, status === 'open' ? null : 'in_progress'))
  const helper = said.find(({ by }) => by.role !== opener.role)?.by
  if (priorityFrom !== finalPriority) {
    log.change(
      'priority_changed',
      (helper ?? requester).id,
      { from: priorityFrom, to: finalPriority },
      times[said.length]!,
    )
  }
  if (hasEnded(status)) log.status(status, (helper ?? requester).id, times[said.length + 1]!)

  const ticket: TicketRow = {
    ...log.state,
    id,
    subject,
    priority: finalPriority,
    type: random.pick(TYPES),
    tags,
    requesterId: opener.id,
    requesterRole: opener.role,
    sellerId: shop >= 0 ? people.shops[shop]!.id : null,
    assigneeId: helper?.role === 'agent' && random.chance(0.9) ? helper.id : null,
    team: trade.team,
    createdAt: new Date(createdAt).toISOString(),
  }
  const { messages, events } = log
  return { ticket, messages, events, ...drawMarkers(random, ticket, events, people) }
}

/** One to three of the trade's tags, the first ones most often; some tickets have none. */
function drawTags(random: Random, tags: readonly string[]): string[] {
  const wanted = [0, 1, 1, 1, 2, 2, 3][random.below(7)]!
  return [...new Set(Array.from({ length: wanted }, () => random.pickSkewed(tags)))]
}

function drawStaff(random: Random, { agents, admins }: People): Speaker[] {
  const drawn = [
    random.pickSkewed(agents),
    random.pick(agents),
    random.chance(0.1) ? random.pick(admins) : random.pick(agents),
  ]
  return drawn.map(({ id, role }) => ({ id, role }))
}

/** Writes the rows of one ticket's log. */
class Writer {
  readonly messages: MessageRow[] = []
  readonly events: EventRow[] = []
  readonly state

  constructor(
    private readonly random: Random,
    private readonly ticketId: string,
    createdAt: number,
  ) {
    this.state = emptyLog(new Date(createdAt).toISOString(), 'open')
  }

  /** Adds a message; the first reply of staff claims the ticket, if it is to be claimed. */
  say({ by, note, body }: Said, at: string, takenOn: TicketStatus | null): void {
    const [id, audience] = [this.random.uuid(), note ? 'staff' : 'participants'] as const
    this.messages.push({ id, ticketId: this.ticketId, authorId: by.id, senderType: by.role, audience, body, at })
    this.append({ kind: 'message_added', audience, actorId: by.id, messageId: id, data: { sender: by.role }, at })
    const isStaff = by.role === 'agent' || by.role === 'admin'
    if (takenOn && isStaff && !note && this.state.status === 'open') this.status(takenOn, by.id, at)
  }

  status(to: TicketStatus, actorId: string, at: string): void {
    this.change('status_changed', actorId, { from: this.state.status, to }, at)
  }

  change(kind: PastFact['kind'], actorId: string, data: PastFact['data'], at: string): void {
    this.append({ kind, audience: 'participants', actorId, messageId: null, data, at })
  }

  private append(fact: PastFact): void {
    this.events.push(appendFact(this.state, this.ticketId, fact))
  }
}
