import EmailReplyParser from 'email-reply-parser'
import { htmlToText } from 'html-to-text'
import { isVisible } from '../platform/characters.ts'
import { cleanLine } from '../platform/text.ts'

/**
 * Quotes are only searched at the beginning of a long text, and not in texts with very long lines: the search time grows faster
 * than the text.
 */
const PARSED_MAX = 40_000
const PARSED_LINE_MAX = 1_000
const HTML_MAX = 200_000

/**
 * The text of a mail, and the part that its author wrote in reply, without the quoted mail and the signature. If nothing would
 * remain, or if the mail forwards another one, the reply is the whole text.
 */
export function textsOf(email: Texts): { text: string; replyText: string } {
  const text = clean(isVisible(email.text ?? '') ? email.text! : htmlText(email.html ?? ''))
  const isForwarded = /^\s*(fwd?|wg|tr|rv|vs)\s*:/i.test(email.subject ?? '')
  const reply = isForwarded ? text : withoutQuotes(text)
  return { text, replyText: isVisible(reply) ? reply : text }
}

interface Texts {
  text?: string | undefined
  html?: string | undefined
  subject?: string | undefined
}

function withoutQuotes(text: string): string {
  const beginning = text.slice(0, PARSED_MAX)
  if (beginning.split('\n').some(({ length }) => length > PARSED_LINE_MAX)) return text
  const reply = new EmailReplyParser().parseReply(beginning).trim()
  // A long text without a quote in its beginning is the author's own.
  return text.length > PARSED_MAX && reply.length > PARSED_MAX - PARSED_LINE_MAX ? text : reply
}

function htmlText(html: string): string {
  try {
    // Inline images may make up most of it.
    return htmlToText(html.replace(/\bdata:[^"'\s>]*/g, '').slice(0, HTML_MAX), {
      wordwrap: false,
      limits: { maxDepth: 100, maxChildNodes: 10_000 },
      selectors: [
        { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
        { selector: 'table', options: { uppercaseHeaderCells: false } },
      ],
    })
  } catch {
    // The message states that there is no text; the original is stored.
    return ''
  }
}

// Removes what cannot be stored or shown: control characters; lone surrogates become replacement characters.
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
