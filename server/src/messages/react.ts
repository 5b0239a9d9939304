import { appendEvent } from '../log/appendEvent.ts'
import type { MessageRow } from '../log/message.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockMessage } from './lockMessage.ts'

/** The most different emoji on one message. */
const KINDS_MAX = 20

// One emoji as Unicode recommends it for interchange. The flag is not known to TypeScript's target.
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v')

const kinds = statement<{ count: number; known: boolean }>(
  'SELECT count(DISTINCT emoji)::int AS count, coalesce(bool_or(emoji = $2), false) AS known FROM message_reactions WHERE message_id = $1',
)
const add = statement(
  'INSERT INTO message_reactions (message_id, user_id, emoji, ticket_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING emoji',
)
const remove = statement(
  'DELETE FROM message_reactions WHERE message_id = $1 AND user_id = $2 AND emoji = $3 AND ticket_id = $4 RETURNING emoji',
)

/** Adds the viewer's reaction to a message, or withdraws it. Everybody who sees the message can react. Repeating it changes nothing. */
export async function react(
  viewer: Viewer,
  { messageId, emoji, reacted }: { messageId: string; emoji: string; reacted: boolean },
): Promise<MessageRow> {
  if (!EMOJI.test(emoji)) throw new UserError('VALIDATION', 'React with one emoji.', ['input', 'emoji'])
  const message = await lockMessage(messageId)
  if (message.deletedAt) throw new UserError('CONFLICT', 'The message has been deleted.')
  if (reacted) {
    const { count, known } = (await kinds.first(message.id, emoji))!
    if (count >= KINDS_MAX && !known)
      throw new UserError('CONFLICT', `A message can have at most ${KINDS_MAX} different emoji.`, ['input', 'emoji'])
  }
  const { id, ticketId, audience } = message
  if (await (reacted ? add : remove).first(id, viewer.id, emoji, ticketId))
    await appendEvent({ ticketId, kind: 'message_reacted', actorId: viewer.id, audience, messageId: id, data: {} })
  return message
}
