import { type Sender, sendMessage } from '../messages/sendMessage.ts'
import { canWriteTo } from '../log/policy.ts'
import { DESK } from '../platform/database/identity.ts'
import { asIdentity, savepoint } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { lockTickets } from '../tickets/lockTicket.ts'
import { isAnswered } from './basedOn.ts'
import { lockScheduledRow } from './lockScheduledMessage.ts'
import type { ScheduledMessage } from './reads.ts'
import { endScheduled, holdScheduled } from './settle.ts'

const due = statement<
  Sender & Pick<ScheduledMessage, 'ticketId' | 'audience' | 'sendAt'> & { disabled: boolean } & Record<string, unknown>
>(`
  SELECT u.id, u.role, u.name, u.email, u.avatar_url AS "avatarUrl", u.disabled_at IS NOT NULL AS disabled, m.ticket_id AS "ticketId", m.audience,
    m.send_at AS "sendAt"
  FROM scheduled_messages m JOIN users u ON u.id = m.author_id WHERE m.id = $1 AND m.state = 'scheduled' AND m.send_at <= now()`)

/**
 * Sends a due scheduled message under its author's identity. It is held if another person replied first or its author is
 * disabled, and cancelled if the author has lost access. Does nothing if it was edited, sent or cancelled in the meantime, so
 * it can be repeated.
 */
export async function sendDueMessage(pools: Pools, id: string): Promise<void> {
  const found = await asIdentity(pools, DESK, 'read', () => due.first(id))
  if (!found) return
  const { ticketId, audience, sendAt, disabled, ...author } = found
  const settle = (work: () => Promise<unknown>) => asIdentity(pools, DESK, 'write', async () => void (await work()))
  if (disabled) return settle(() => holdScheduled(id, 'author_disabled'))
  const mayWrite =
    canWriteTo(author, audience) &&
    (await asIdentity(pools, { role: author.role, userId: author.id }, 'write', () =>
      decide(author, { id, ticketId, sendAt }),
    ))
  if (!mayWrite) await settle(() => endScheduled(id, 'cancelled'))
}

/** Sends or holds it, decided under the ticket's lock. Returns whether the author may write in the ticket at all. */
async function decide(author: Sender, found: Pick<ScheduledMessage, 'id' | 'ticketId' | 'sendAt'>): Promise<boolean> {
  const locked = await lockTickets([found.ticketId])
  if (locked.length === 0) return false
  const message = await lockScheduledRow(found.id)
  // An edited message has a job for its new time.
  if (message?.state !== 'scheduled' || message.sendAt.getTime() !== found.sendAt.getTime()) return true
  if (await isAnswered(message)) await holdScheduled(message.id, 'answered')
  else await deliver(author, message)
  return true
}

async function deliver(author: Sender, { id, ticketId, audience, body }: ScheduledMessage): Promise<void> {
  try {
    await savepoint(() => sendMessage(author, { ticketId, clientId: id, audience, body: body! }))
  } catch (error) {
    // Errors that a retry could not change, such as an id that was used for another message.
    if (!(error instanceof UserError)) throw error
    return holdScheduled(id, 'rejected')
  }
  await endScheduled(id, 'sent')
}
