import type { Quote } from '../lib/quote.ts'
import { uuid } from '../lib/uuid.ts'
import type { Audience, ReplyActionsInput } from './messages.generated.ts'
import type { OutboxItem } from './outboxStore.ts'

/** A message to send. */
export type NewMessage = {
  ticketId: string
  body: string
  audience: Audience
  uploads?: readonly string[]
  quote?: Quote | null
  alsoSet?: ReplyActionsInput
  /** For how long it can be taken back. */
  undoMs?: number
}

const WAITING = { state: 'queued', attempts: 0, notBefore: 0, problem: null } as const

/** The problem of a message that waits because its author has sent too many. */
export const LIMITED = { code: 'RATE_LIMITED', message: '' } as const

/** Whether the message waits until the server accepts more messages of its author. */
export const isLimited = ({ state, problem }: OutboxItem): boolean =>
  state === 'queued' && problem?.code === LIMITED.code

/** A new message as an item of its author's outbox, at this place. */
export const newItem = (
  viewerId: string,
  place: number,
  { ticketId, body, audience, uploads, quote, alsoSet, undoMs }: NewMessage,
): OutboxItem => ({
  clientId: uuid(),
  viewerId,
  ticketId,
  audience,
  body,
  ...(uploads?.length && { uploads }),
  ...(quote && { quote }),
  ...(alsoSet && { alsoSet }),
  ...(undoMs && { undoUntil: Date.now() + undoMs }),
  createdAt: new Date().toISOString(),
  place,
  ...WAITING,
})

/** An item that is tried again as if for the first time, with its text or another one. */
export const retried = (item: OutboxItem, body = item.body): OutboxItem => ({ ...item, body, ...WAITING })

/** An acknowledged message that is sent again: without its ticket changes, which others may have overruled since. */
export const repeated = (item: OutboxItem): OutboxItem => ({
  ...item,
  alsoSet: undefined,
  undoUntil: undefined,
  ...WAITING,
  isRepeated: true,
})
