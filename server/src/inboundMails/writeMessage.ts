import { BODY_MAX } from '../log/appendMessage.ts'
import type { Audience } from '../generated/prisma/client.ts'
import { textsOf } from '../languages/languages.ts'
import type { Texts } from '../languages/texts.ts'
import { sendMessage } from '../messages/sendMessage.ts'
import { isVisible } from '../platform/characters.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { UserError } from '../platform/userError.ts'
import type { Files } from '../attachments/files.ts'
import { createTicket, SUBJECT_MAX } from '../tickets/createTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type Outcome, rejected } from './inboundMail.ts'
import { mailLine } from './mailText.ts'
import type { ParsedMail } from './parseMail.ts'
import type { Sender } from './sender.ts'
import { storeFiles } from './storeFiles.ts'

interface Write {
  mail: ParsedMail
  sender: Sender
  /** The ticket to reply to; null opens one. */
  ticketId: string | null
  /** To whom it replies. */
  audience: Audience
  messageId: string
}

/**
 * Writes a mail as a message of its sender, by the same operations and under the same policies as in the app. A second run of the
 * same mail finds the message of the first one.
 */
export async function writeMessage(
  files: Files,
  { mail, sender, ticketId, audience, messageId }: Write,
): Promise<Outcome> {
  const identity = { role: sender.role, userId: sender.id }
  // To a new ticket there is nothing that could be quoted: everything is new.
  const text = ticketId === null ? mail.text : mail.replyText
  const isLong = text.length > BODY_MAX
  const overflow = isLong ? [{ name: 'message.txt', type: 'text/plain', bytes: Buffer.from(text) }] : []
  const written = isLong ? `${text.slice(0, BODY_MAX - 1).toWellFormed()}…` : text
  const texts = textsOf(sender.language)
  const { ids, problems } = await storeFiles(files, identity, [...overflow, ...mail.files], texts)
  const body = withProblems(written, problems, { hasFiles: ids.length > 0, ...texts.received })
  const viewer: Viewer = { ...sender, signIn: { kind: 'token', id: messageId, expiresAt: null } }
  const message = { clientId: messageId, body, attachmentIds: ids }
  try {
    await asIdentity(files.pools, identity, 'write', async () => {
      if (ticketId !== null) return void (await sendMessage(viewer, { ...message, ticketId, audience }))
      const subject = mailLine(mail.subject, SUBJECT_MAX)
      await createTicket(viewer, {
        ...message,
        subject: isVisible(subject) ? subject : texts.received.noSubject,
        type: 'problem',
        priority: 'medium',
        tags: [],
      })
    })
    return { state: 'accepted', messageId }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // Only this mail has this id: another run of its job was faster, with uploads of its own.
    if (error.code === 'IDEMPOTENCY_CONFLICT') return { state: 'accepted', messageId }
    return rejected(error.code === 'NOT_FOUND' ? 'no_access' : 'refused')
  }
}

function withProblems(
  body: string,
  problems: readonly string[],
  { hasFiles, noText, notStored }: { hasFiles: boolean } & Texts['received'],
): string {
  if (problems.length === 0) return isVisible(body) || hasFiles ? body : noText
  const note = [notStored, ...problems].join('\n').slice(0, BODY_MAX / 2)
  return `${body.slice(0, BODY_MAX - note.length - 2).toWellFormed()}\n\n${note.toWellFormed()}`.trim()
}
