import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { textsOf } from './mailText.ts'

/** The maximum nesting of parts, more than any mail program produces. */
const NESTING_MAX = 100
const HEADERS_MAX_BYTES = 1024 * 1024
const MESSAGE_ID = /<[^<>\s]{1,900}@[^<>\s]{1,255}>/g

/** A mail, decoded. */
export interface ParsedMail {
  from: { name: string; address: string } | null
  subject: string
  messageId: string | null
  /** The Message-IDs of the mails that it replies to. */
  references: string[]
  /** The addresses in the headers that name recipients. */
  recipients: string[]
  /** All headers, topmost first, with their names in lower case. */
  headers: { key: string; value: string }[]
  /** The whole text. */
  text: string
  /** The text without the quoted mail and the signature. */
  replyText: string
  files: MailFile[]
}

/** A file in a mail. */
export interface MailFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** Parses the raw bytes of a mail. Throws if they are not a mail. */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw, {
    // A forwarded or returned mail is kept as a file.
    forceRfc822Attachments: true,
    maxNestingDepth: NESTING_MAX,
    maxHeadersSize: HEADERS_MAX_BYTES,
    attachmentEncoding: 'arraybuffer',
  })
  const headers = email.headers.map(({ key, value }) => ({ key, value }))
  const from = mailboxesIn(email.from ? [email.from] : [])[0] ?? null
  return {
    from,
    subject: email.subject ?? '',
    messageId: messageIdOf(email),
    references: [...new Set(`${email.inReplyTo ?? ''} ${email.references ?? ''}`.match(MESSAGE_ID) ?? [])],
    recipients: recipientsOf(email, headers),
    headers,
    ...textsOf(email),
    files: email.attachments.map(fileOf),
  }
}

/** The Message-ID in the first bytes of a mail; null if there is none or it cannot be parsed. */
export async function messageIdIn(head: Buffer): Promise<string | null> {
  const end = /\r?\n\r?\n/.exec(head.toString('latin1'))
  try {
    return messageIdOf(
      await PostalMime.parse(end ? head.subarray(0, end.index + end[0].length) : head, {
        maxHeadersSize: HEADERS_MAX_BYTES,
      }),
    )
  } catch {
    return null
  }
}

function messageIdOf({ messageId }: Email): string | null {
  return messageId?.match(MESSAGE_ID)?.[0] ?? null
}

/** The values of a header, topmost first. `name` is in lower case. */
export function headerValues({ headers }: Pick<ParsedMail, 'headers'>, name: string): string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value)
}

function recipientsOf({ to, cc }: Email, headers: ParsedMail['headers']): string[] {
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => headerValues({ headers }, name))
  const named = mailboxesIn([...(to ?? []), ...(cc ?? [])]).map(({ address }) => address)
  return [...new Set([...delivered.map((value) => value.trim().replace(/^<|>$/g, '')), ...named])]
}

function mailboxesIn(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses.flatMap((one) => (one.group === undefined ? [one] : one.group)).filter(({ address }) => address)
}

function fileOf({ filename, mimeType, content }: Attachment): MailFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
  return { name: filename ?? nameFor(mimeType), type: mimeType, bytes }
}

function nameFor(type: string): string {
  if (type === 'message/rfc822') return 'message.eml'
  if (type === 'text/calendar') return 'invite.ics'
  return 'attachment'
}
