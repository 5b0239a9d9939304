import { buffer } from 'node:stream/consumers'
import type { Files } from '../attachments/files.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { MissingBlobError } from '../platform/files/blobs.ts'
import type { AnswerInvitation } from './calendarReply.ts'
import { decide } from './decide.ts'
import { type Outcome, rejected, type StoredMail } from './inboundMail.ts'
import { mailLine } from './mailText.ts'
import type { MailParser } from './mailParser.ts'
import type { ParsedMail } from './parseMail.ts'
import type { InboundSettings } from './settings.ts'

const SENDER_MAX = 254
const SUBJECT_MAX = 300

/** The dependencies of processing a mail. */
export interface ReceiveDeps {
  files: Files
  /** Null if the desk receives no mail. */
  inbound: InboundSettings | null
  answerInvitation: AnswerInvitation
  parser: Pick<MailParser, 'parse'>
}

const read = statement<StoredMail & Record<string, unknown>>(`
  SELECT id, digest, channel, envelope_sender AS "envelopeSender", recipients, state FROM inbound_mails WHERE id = $1`)
const mark = statement(`
  UPDATE inbound_mails SET state = $2::inbound_state, reason = $3::inbound_reason, message_id = $4, sender = $5, subject = $6,
    processed_at = now() WHERE id = $1 AND state = 'received'`)

/**
 * Processes a stored mail: it becomes a message, a ticket, a note or a reply to an invitation, or is recorded with the reason why
 * not. Safe to repeat and to run concurrently: its results have ids derived from the mail. It throws only for temporary
 * failures, such as a lost database; the job is then retried.
 */
export async function receiveMail(deps: ReceiveDeps, mailId: string): Promise<void> {
  const { files, inbound, answerInvitation, parser } = deps
  const run = <T>(work: () => Promise<T>) => asIdentity(files.pools, MAINTENANCE, 'write', work)
  const stored = await run(() => read.first(mailId))
  if (!stored || stored.state !== 'received') return
  if (!inbound) throw new Error('This desk receives no mail (INBOUND_DOMAIN).')
  const mail = await parsed(files, parser, mailId)
  const outcome = mail ? await decide({ files, inbound, answerInvitation }, stored, mail) : rejected('unreadable')
  await run(() => mark.rows(mailId, ...columnsOf(outcome, mail)))
}

async function parsed({ blobs }: Files, parser: ReceiveDeps['parser'], mailId: string): Promise<ParsedMail | null> {
  try {
    return await parser.parse(await buffer(await blobs.read(mailId, 'file')))
  } catch (error) {
    if (error instanceof MissingBlobError) return null
    throw error
  }
}

function columnsOf({ state, reason, messageId }: Outcome, mail: ParsedMail | null): unknown[] {
  return [
    state,
    reason ?? null,
    messageId ?? null,
    mail?.from ? mailLine(mail.from.address, SENDER_MAX).toLowerCase() : null,
    mail ? mailLine(mail.subject, SUBJECT_MAX) : null,
  ]
}
