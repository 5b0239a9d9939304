import type { InboundChannel, InboundReason, InboundState } from '../generated/prisma/client.ts'
import { perAudienceScope } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'

/** The states of a mail. */
export const MAIL_STATES: readonly InboundState[] = ['received', 'accepted', 'ignored', 'rejected']

/** A mail as admins read it. */
export interface InboundMail {
  id: string
  channel: InboundChannel
  sender: string | null
  subject: string | null
  size: number
  state: InboundState
  reason: InboundReason | null
  receivedAt: Date
}

const list = statement<InboundMail & Record<string, unknown>>(`
  SELECT id, channel, sender, subject, size, state, reason, received_at AS "receivedAt" FROM inbound_mails
  WHERE state = ANY ($1::inbound_state[])
    AND ($2::uuid IS NULL OR (received_at, id) < (SELECT a.received_at, a.id FROM inbound_mails a WHERE a.id = $2::uuid))
  ORDER BY received_at DESC, id DESC LIMIT $3`)
const one = statement<{ id: string }>('SELECT id FROM inbound_mails WHERE id = $1')

// Requesters may only read the column with the message's id.
const ofMessages = perAudienceScope(({ name }) =>
  statement<{ id: string | null; messageId: string }>(`
    SELECT ${name === 'staff' ? 'id' : 'NULL'} AS id, message_id AS "messageId" FROM inbound_mails WHERE message_id = ANY ($1::uuid[])`),
)

/** A page of the mails in these states, newest first. Row-level security returns to agents only those that became messages. */
export async function listMails(states: readonly InboundState[], page: Page): Promise<PageResult<InboundMail>> {
  return pageResult(await list.rows(states, page.after?.[0] ?? null, page.limit + 1), page)
}

/** Whether the current identity may read the original of this mail. */
export async function isOriginalVisible(id: string): Promise<boolean> {
  return (await one.first(id)) !== undefined
}

/** For each of these messages, its mail: null if it was not sent by mail, without an id for requesters. */
export async function readMailsOf(messageIds: readonly string[]): Promise<({ id: string | null } | null)[]> {
  const asked = messageIds.filter((id) => id !== '')
  const rows = asked.length > 0 ? await ofMessages(currentOperation().identity).rows(asked) : []
  const found = new Map(rows.map((row) => [row.messageId, { id: row.id }]))
  return messageIds.map((id) => found.get(id) ?? null)
}
