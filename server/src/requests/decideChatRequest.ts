import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { nameOf, staffOnly } from '../tickets/assigning.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { admit } from './admit.ts'
import { lockPending } from './lockPending.ts'
import { openConversation } from './openConversation.ts'
import { type ChatRequestRow, readRequest } from './reads.ts'

/** The maximum length of a note, in UTF-16 code units. */
const NOTE_MAX = 1_000

interface Decision {
  requestId: string
  accept: boolean
  /** Whether the new participant can read the full history. */
  fromStart?: boolean | null
  /** A note for the requester. */
  note?: string | null
}

const decide = statement(
  'UPDATE chat_requests SET status = $2::request_status, decided_by_id = $3, decided_at = now() WHERE id = $1',
)
const writeNote = statement('UPDATE chat_request_words SET note = $2 WHERE request_id = $1')

/**
 * Accepts or declines a request. If several decide at once, one succeeds; the others get a CONFLICT that names that person.
 * Repeating one's own decision is harmless. An accepted live chat becomes a new ticket, assigned to the person who accepted.
 */
export async function decideChatRequest(viewer: Viewer, decision: Decision): Promise<void> {
  const { requestId, accept } = decision
  const note = decision.note ? checkedText(decision.note, { field: 'note', max: NOTE_MAX, optional: true }) : ''
  const seen = await readRequest(requestId)
  if (!seen) throw notFound('request', 'requestId')
  staffOnly(viewer)
  if (seen.ticketId) await lockTicket(seen.ticketId)
  const isPending = await lockPending(seen)
  const request = (await readRequest(requestId))!
  if (!isPending) return decidedBefore(viewer, request, accept)

  if (accept && request.live) await openConversation(viewer, request)
  else await settle(viewer, request, decision)
  if (note) await writeNote.rows(requestId, note)
}

async function settle(
  viewer: Viewer,
  { id, ticketId, requesterId }: ChatRequestRow,
  decision: Decision,
): Promise<void> {
  const status = decision.accept ? 'accepted' : 'declined'
  await decide.rows(id, status, viewer.id)
  if (!ticketId) return
  const fromStart = decision.accept && decision.fromStart === true
  if (decision.accept) await admit(ticketId, requesterId, fromStart)
  const data = { requestId: id, status, ...(fromStart && { fromStart }) } as const
  await appendEvent({ ticketId, kind: 'chat_request_decided', actorId: viewer.id, data })
}

async function decidedBefore(viewer: Viewer, request: ChatRequestRow, accept: boolean): Promise<void> {
  const { status, decidedById } = request
  if (status === 'cancelled')
    throw new UserError('CONFLICT', `${await nameOf(request.requesterId)} has withdrawn the request.`)
  const own = decidedById === viewer.id
  if (own && (status === 'accepted') === accept) return
  const accepted = status === 'accepted'
  if (own)
    throw new UserError(
      'CONFLICT',
      accepted ? 'You have already accepted this request.' : 'You have already declined this request.',
    )
  const who = decidedById ? await nameOf(decidedById) : 'Another user'
  throw new UserError(
    'CONFLICT',
    accepted ? `${who} has already accepted this request.` : `${who} has already declined this request.`,
  )
}
