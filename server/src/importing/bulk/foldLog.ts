import { hasEnded } from '../../log/ticketStatus.ts'
import type { Audience, EventKind, SenderType, TicketStatus, WaitingOn } from '../../generated/prisma/client.ts'

/** The log counters of a ticket, as kept by the trigger. Times are ISO 8601 in UTC with milliseconds, so that they compare as text. */
export interface LogState {
  status: TicketStatus
  resolvedAt: string | null
  lastSeq: number
  publicSeq: number
  messageCount: number
  publicMessageCount: number
  lastMessageId: string | null
  publicLastMessageId: string | null
  updatedAt: string
  publicUpdatedAt: string
  waitingOn: WaitingOn | null
  waitingSince: string | null
  /** Its shop's side, if it has one. */
  shop: ShopSide | null
}

/** The counters of the shop's side of a ticket. */
export interface ShopSide {
  /** Whether the shop answers, because the ticket is addressed to it and the platform was not asked in. */
  answers: boolean
  /** Those who take part on the requester's side; who else writes is of the shop. */
  requesters: readonly string[]
  seq: number
  messageCount: number
  lastMessageId: string | null
  updatedAt: string
  waitingOn: WaitingOn | null
  waitingSince: string | null
}

/** A past event to be appended to a ticket's log. */
export interface PastFact {
  kind: EventKind
  audience: Audience
  actorId: string | null
  messageId: string | null
  data: { sender: SenderType } | { from: TicketStatus; to: TicketStatus } | Record<string, unknown>
  at: string
}

/** A row of ticket_events with its counters. */
export interface EventRow extends PastFact {
  ticketId: string
  seq: number
  publicSeq: number | null
  messageCount: number
  publicMessageCount: number
  shopSeq: number | null
  shopMessageCount: number
}

/** A ticket before its first event. */
export function emptyLog(createdAt: string, status: TicketStatus, endedAt: string | null = null): LogState {
  const ended = hasEnded(status)
  return {
    status,
    resolvedAt: ended ? (endedAt ?? createdAt) : null,
    lastSeq: 0,
    publicSeq: 0,
    messageCount: 0,
    publicMessageCount: 0,
    lastMessageId: null,
    publicLastMessageId: null,
    updatedAt: createdAt,
    publicUpdatedAt: createdAt,
    waitingOn: ended ? null : 'staff',
    waitingSince: ended ? null : createdAt,
    shop: null,
  }
}

/**
 * Appends an event as the triggers append_event and ticket_status_changed would, but at the event's own time: updates `state`
 * and returns the row. A bulk load computes counters here instead of row by row in the database; `logViolations`
 * (server/test) and a test against the triggers keep the two consistent.
 */
export function appendFact(state: LogState, ticketId: string, fact: PastFact): EventRow {
  const shared = fact.audience === 'participants' || fact.audience === 'requester'
  const toShop = state.shop !== null && (fact.audience === 'participants' || fact.audience === 'shop')
  const added = fact.kind === 'message_added'
  if (fact.kind === 'status_changed') changeStatus(state, fact.data['to' as never], fact.at)
  state.lastSeq += 1
  state.updatedAt = later(state.updatedAt, fact.at)
  if (shared) {
    state.publicSeq += 1
    state.publicUpdatedAt = later(state.publicUpdatedAt, fact.at)
  }
  if (toShop) {
    state.shop!.seq += 1
    state.shop!.updatedAt = later(state.shop!.updatedAt, fact.at)
  }
  if (added) addMessage(state, fact, { shared, toShop })
  const { lastSeq: seq, messageCount, publicMessageCount, shop } = state
  const publicSeq = shared ? state.publicSeq : null
  const [shopSeq, shopMessageCount] = [toShop ? shop!.seq : null, shop?.messageCount ?? 0]
  return { ...fact, ticketId, seq, publicSeq, shopSeq, messageCount, publicMessageCount, shopMessageCount }
}

function addMessage(state: LogState, fact: PastFact, { shared, toShop }: { shared: boolean; toShop: boolean }): void {
  state.messageCount += 1
  state.lastMessageId = fact.messageId
  if (shared) {
    state.publicMessageCount += 1
    state.publicLastMessageId = fact.messageId
  }
  if (toShop) {
    state.shop!.messageCount += 1
    state.shop!.lastMessageId = fact.messageId
  }
  const turn = turnAfter(fact, state.shop)
  if (turn === null || hasEnded(state.status)) return
  waitFor(state, turn, fact.at)
  if (shared && toShop) waitFor(state.shop!, turn, fact.at)
}

function waitFor(waiting: Pick<LogState, 'waitingOn' | 'waitingSince'>, turn: WaitingOn, at: string): void {
  if (waiting.waitingOn !== turn) Object.assign(waiting, { waitingOn: turn, waitingSince: at })
}

/** As the SQL function turn_after(). */
function turnAfter({ audience, actorId, data }: PastFact, shop: ShopSide | null): WaitingOn | null {
  const sender = data['sender' as never] as SenderType
  if (sender === 'system' || audience === 'staff') return null
  if (sender === 'agent' || sender === 'admin') return audience === 'shop' ? 'shop' : 'requester'
  if (!shop?.answers || audience !== 'participants') return 'staff'
  return actorId !== null && shop.requesters.includes(actorId) ? 'shop' : 'requester'
}

function changeStatus(state: LogState, to: TicketStatus, at: string): void {
  const reopened = hasEnded(state.status) && !hasEnded(to)
  state.resolvedAt = hasEnded(to) ? (state.resolvedAt ?? at) : null
  const turn = { waitingOn: state.shop?.answers ? 'shop' : 'staff', waitingSince: at }
  for (const waiting of state.shop ? [state, state.shop] : [state]) {
    if (hasEnded(to)) Object.assign(waiting, { waitingOn: null, waitingSince: null })
    if (reopened) Object.assign(waiting, turn)
  }
  state.status = to
}

// Older messages that are imported later do not change the time of the last activity.
function later(a: string, b: string): string {
  return a > b ? a : b
}
