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
  }
}

/**
 * Appends an event as the triggers append_event and ticket_status_changed would, but at the event's own time: updates `state`
 * and returns the row. A bulk load computes counters here instead of row by row in the database; `logViolations`
 * (server/test) and a test against the triggers keep the two consistent.
 */
export function appendFact(state: LogState, ticketId: string, fact: PastFact): EventRow {
  const shared = fact.audience === 'participants'
  const added = fact.kind === 'message_added'
  if (fact.kind === 'status_changed') changeStatus(state, fact.data['to' as never], fact.at)
  state.lastSeq += 1
  state.updatedAt = later(state.updatedAt, fact.at)
  if (shared) {
    state.publicSeq += 1
    state.publicUpdatedAt = later(state.publicUpdatedAt, fact.at)
  }
  if (added) addMessage(state, fact, shared)
  const { lastSeq: seq, messageCount, publicMessageCount } = state
  return { ...fact, ticketId, seq, publicSeq: shared ? state.publicSeq : null, messageCount, publicMessageCount }
}

function addMessage(state: LogState, fact: PastFact, shared: boolean): void {
  state.messageCount += 1
  state.lastMessageId = fact.messageId
  if (!shared) return
  state.publicMessageCount += 1
  state.publicLastMessageId = fact.messageId
  const turn = turnAfter(fact.data['sender' as never])
  if (turn === null || turn === state.waitingOn || hasEnded(state.status)) return
  state.waitingOn = turn
  state.waitingSince = fact.at
}

function turnAfter(sender: SenderType): WaitingOn | null {
  if (sender === 'system') return null
  return sender === 'buyer' || sender === 'seller' ? 'staff' : 'requester'
}

function changeStatus(state: LogState, to: TicketStatus, at: string): void {
  const reopened = hasEnded(state.status) && !hasEnded(to)
  state.resolvedAt = hasEnded(to) ? (state.resolvedAt ?? at) : null
  if (hasEnded(to)) Object.assign(state, { waitingOn: null, waitingSince: null })
  if (reopened) Object.assign(state, { waitingOn: 'staff', waitingSince: at })
  state.status = to
}

// Older messages that are imported later do not change the time of the last activity.
function later(a: string, b: string): string {
  return a > b ? a : b
}
