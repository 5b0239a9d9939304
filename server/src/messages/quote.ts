import type { Audience } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { readMessage } from './reads.ts'

const quotable = statement<{ can: boolean }>('SELECT can_quote($1, $2, $3::audience) AS can')

/**
 * Why a message to this audience cannot quote another one, or null: it has to be of the same ticket, and everybody who may ever read the new message
 * has to see it. The caller has locked the ticket.
 */
export async function refuseQuote(quotedId: string, ticketId: string, audience: Audience): Promise<UserError | null> {
  const quoted = await readMessage(quotedId)
  if (quoted?.ticketId !== ticketId) return notFound('message', 'quotedMessageId')
  if ((await quotable.first(quotedId, ticketId, audience))!.can) return null
  return new UserError('FORBIDDEN', 'Not everybody who will read this can see the message that it quotes.', [
    'input',
    'quotedMessageId',
  ])
}
