import { isVisible } from '../../platform/characters.ts'
import { cleanLine } from '../../platform/text.ts'
import { SUBJECT_MAX } from '../../tickets/createTicket.ts'
import type { Conversation } from './conversations.ts'

const EXCERPT = 80

/** A ticket's subject; if it has none, the beginning of the first message of its requester. */
export function subjectOf({ ticket, messages }: Conversation): string {
  const own = line(ticket?.subject ?? '', SUBJECT_MAX)
  if (own !== '') return own
  const asked = messages.filter(({ sender }) => sender !== 'admin' && sender !== 'agent' && sender !== 'system')
  const texts = [...asked, ...messages].map(({ body }) => line(body.slice(0, 4 * EXCERPT), EXCERPT))
  // "hi" says less than what follows.
  return texts.find((text) => text.split(' ').length > 2) ?? texts.find((text) => text !== '') ?? 'No subject'
}

function line(text: string, max: number): string {
  const clean = cleanLine(text.toWellFormed())
  if (!isVisible(clean)) return ''
  return clean.length <= max ? clean : `${clean.slice(0, max - 1).toWellFormed()}…`
}
