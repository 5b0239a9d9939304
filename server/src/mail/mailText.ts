import EmailReplyParser from 'email-reply-parser'
import { htmlToText } from 'html-to-text'
import { BODY_MAX } from '../history/appendMessage.ts'
import { isVisible } from '../platform/characters.ts'
import { cleanLine } from '../platform/text.ts'
import type { ParsedMail } from './parseMail.ts'

/** Longer texts keep their quotes: removing them takes time that grows faster than the text. */
const PARSED_MAX = 60_000
const PARSED_LINE_MAX = 2_000
const HTML_MAX = 2_000_000

/** The text of a mail as a message. */
export interface MailText {
  body: string
  /** The whole text, if the message has only its beginning. */
  full: string | null
}

/**
 * The text that a mail's author wrote. In a reply, the quoted mail and the signature are left out; if nothing would remain, or if the
 * mail forwards another one, everything stays.
 */
export function textOf(
  { text, html, subject }: Pick<ParsedMail, 'text' | 'html' | 'subject'>,
  isReply: boolean,
): MailText {
  const whole = clean(isVisible(text) ? text : htmlText(html))
  const isForwarded = /^\s*(fwd?|wg|tr|rv|i|vs)\s*:/i.test(subject)
  const written = isReply && !isForwarded ? withoutQuotes(whole) : whole
  const body = isVisible(written) ? written : whole
  if (body.length <= BODY_MAX) return { body, full: null }
  return { body: `${body.slice(0, BODY_MAX - 1).toWellFormed()}…`, full: body }
}

function withoutQuotes(text: string): string {
  if (text.length > PARSED_MAX || text.split('\n').some(({ length }) => length > PARSED_LINE_MAX)) return text
  return new EmailReplyParser().parseReply(text).trim()
}

function htmlText(html: string): string {
  if (html === '') return ''
  try {
    return htmlToText(html.slice(0, HTML_MAX), {
      wordwrap: false,
      limits: { maxDepth: 100, maxChildNodes: 10_000 },
      selectors: [
        { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, linkBrackets: ['(', ')'] } },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
        { selector: 'table', options: { uppercaseHeaderCells: false } },
      ],
    })
  } catch {
    // The message says that there is no text; the original is kept.
    return ''
  }
}

// What cannot be stored or shown is left out: control characters, and halves of surrogate pairs become replacement characters.
function clean(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- Control characters are what it removes.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
      .toWellFormed()
      .replace(/[^\S\n]+$/gm, '')
      .replace(/\n{4,}/g, '\n\n\n')
      .trim()
  )
}

/** A header of a mail as one line that can be stored, cut to `max` UTF-16 code units. */
export function mailLine(text: string, max: number): string {
  const line = cleanLine(text.replace(/\p{Cc}/gu, ' ').toWellFormed())
  return line.length <= max ? line : `${line.slice(0, max - 1).toWellFormed()}…`
}
