import { randomUUID } from 'node:crypto'
import { appendEvents } from '../log/appendEvent.ts'
import type { EventKinds } from '../log/schema.kinds.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { takeAdvisoryLock } from '../platform/database/advisoryLock.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, RequestError, UserError } from '../platform/userError.ts'
import { findTicketId, readTicket } from '../tickets/reads.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { withAdmission, lockAdmissibleTicket, admissibleTicketNumber } from './admission.ts'
import { lockLiveChatRequests } from './lockPending.ts'
import { canAsk } from './policy.ts'

/** The maximum length of a reason, in UTF-16 code units. */
const REASON_MAX = 1_000
/** The maximum number of pending requests of one person, and of requests per hour. */
const PENDING_MAX = 10
const HOURLY_MAX = 30
/** How many tickets that a person has left are searched for a number. */
const LEFT_MAX = 50

interface RequestChat {
  /** A ticket to join, by its id or its number; neither for a live chat. */
  ticketId?: string | null
  ticketNumber?: string | null
  reason: string
}

const waiting = statement<{ id: string }>(
  `SELECT id FROM chat_requests WHERE requester_id = (SELECT viewer_id()) AND status = 'pending' AND ticket_id IS NOT DISTINCT FROM $1`,
)
const made = statement<{ pending: number; recent: number; wait: number }>(`
  SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending,
    count(*) FILTER (WHERE created_at > now() - interval '1 hour')::int AS recent,
    coalesce(ceil(extract(epoch FROM min(created_at) FILTER (WHERE created_at > now() - interval '1 hour') + interval '1 hour' - now())), 0)::int AS wait
  FROM chat_requests WHERE requester_id = (SELECT viewer_id())`)
const insert = statement(
  `INSERT INTO chat_requests (id, requester_id, ticket_id, ticket_number, live) VALUES ($1, $2, $3, $4, $3::uuid IS NULL)`,
)
const insertWords = statement('INSERT INTO chat_request_words (request_id, requester_id, reason) VALUES ($1, $2, $3)')
const left = statement<{ id: string }>(`
  SELECT ticket_id AS id FROM ticket_participants WHERE user_id = (SELECT viewer_id()) AND left_at IS NOT NULL
  ORDER BY left_at DESC LIMIT ${LEFT_MAX}`)
const shopTicket = statement<{ id: string }>('SELECT ticket_id AS id FROM shop_tickets WHERE ticket_number = $1')

/**
 * Requests to join a ticket that concerns the viewer, or a live chat, and returns the request's id. A repeated request
 * returns the pending one. Throws RATE_LIMITED beyond HOURLY_MAX.
 */
export async function requestChat(viewer: Viewer, input: RequestChat): Promise<string> {
  if (!canAsk(viewer)) throw new UserError('FORBIDDEN', 'Staff can already see every ticket.')
  const reason = checkedText(input.reason, { field: 'reason', max: REASON_MAX })
  const ticketId = await ticketOf(input)
  // Serialised for each person, so that two concurrent copies of a request create one.
  await takeAdvisoryLock(`chat_requests ${viewer.id}`)
  if (ticketId === null) await lockLiveChatRequests()
  const number = ticketId === null ? null : await lockJoinable(ticketId)
  const known = await waiting.first(ticketId)
  if (known) return known.id
  const { pending, recent, wait } = (await made.first())!
  if (pending >= PENDING_MAX)
    throw new UserError('CONFLICT', `You have ${pending} pending requests already. Withdraw one first.`)
  if (recent >= HOURLY_MAX)
    throw new RequestError('RATE_LIMITED', 'Too many requests. Try again later.', Math.max(1, wait))

  const id = randomUUID()
  await insert.rows(id, viewer.id, ticketId, number)
  await insertWords.rows(id, viewer.id, reason)
  if (ticketId !== null)
    await appendEventOnAdmission(viewer, ticketId, 'chat_requested', { requestId: id, status: 'pending' })
  return id
}

/** Appends an event of a requester to the log of a ticket that they cannot see. */
export async function appendEventOnAdmission(
  viewer: Viewer,
  ticketId: string,
  kind: 'chat_requested' | 'chat_request_decided',
  data: EventKinds['chat_requested']['data'],
): Promise<void> {
  await withAdmission(ticketId, () => appendEvents(kind, viewer.id, [{ id: ticketId, data }]))
}

async function ticketOf({ ticketId, ticketNumber }: RequestChat): Promise<string | null> {
  if (ticketNumber != null && ticketId != null)
    throw new UserError('VALIDATION', 'Pass either the ticket’s id or its number.', ['input', 'ticketNumber'])
  if (ticketNumber == null) return ticketId ?? null
  const number = checkedText(ticketNumber, { field: 'ticketNumber', max: 30 }).toUpperCase()
  const id = (await shopTicket.first(number))?.id ?? (await findTicketId(number)) ?? (await leftTicket(number))
  if (!id) throw notFound('ticket', 'ticketNumber')
  return id
}

/** A ticket that the viewer has left, by its number: they may remember it but can no longer look it up. */
async function leftTicket(number: string): Promise<string | undefined> {
  for (const { id } of await left.rows()) if ((await admissibleTicketNumber(id)) === number) return id
  return undefined
}

/** Locks a ticket that the viewer may request to join, so that they are not added concurrently, and returns its number. */
async function lockJoinable(ticketId: string): Promise<string> {
  const number = isUuid(ticketId) ? await lockAdmissibleTicket(ticketId) : undefined
  if (isUuid(ticketId) && (await readTicket(ticketId)))
    throw new UserError('CONFLICT', 'You are already a participant of this ticket.')
  if (!number) throw notFound('ticket', 'ticketId')
  return number
}
