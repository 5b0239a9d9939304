import { LinkifyIt, type Match } from 'linkify-it'
import { realHost } from './realHost.ts'

/** A link in a text: its position, its address, and the real host if the text is misleading. */
export interface Link {
  start: number
  end: number
  href: string
  realHost: string | null
}

// At most as long as a message: an address that is cut leads elsewhere.
const linkify = new LinkifyIt({ fuzzyLink: true, urlAuth: true, maxLength: 20_000 })
  .tlds(
    ['app', 'dev', 'online', 'укр', 'бел', 'срб', 'бг', 'қаз', 'ελ', '中国', '中國', '台灣', '香港', '한국', 'भारत'],
    true,
  )
  .add('ftp:', null)
  .add('//', null)

/** The http, https and mailto addresses in a text, in their order. */
export function linksIn(text: string): Link[] {
  if (!/[.:@]/.test(text)) return []
  return (linkify.match(masked(text)) ?? []).flatMap((match) => linkOf(match))
}

function linkOf(match: Match): Link[] {
  if (match.schema === '' && isHardlyAnAddress(match.raw)) return []
  const href = safeAddress(match.schema === '' ? `https://${match.raw}` : match.url)
  return href === null
    ? []
    : [{ start: match.index, end: match.lastIndex, href, realHost: realHost(match.raw, new URL(href)) }]
}

/** The address to link to, or null for anything but http, https and mailto. */
export function safeAddress(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
}

// What ends an address in running text, although a URL may contain it: punctuation that ends a sentence in any script,
// CJK and full-width punctuation, white space and direction marks that cannot be seen, and any other punctuation at the
// end of a word.
const ENDS =
  /(?![\0-\x7f])(?:[\p{Terminal_Punctuation}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|(?=[\u3000-\u303F\uFE10-\uFE6F\uFF00-\uFF65])\p{P}|\p{P}(?=[\s\p{P}]|$))/gu
// Scripts that write no spaces between words: an address may follow a letter.
const BEFORE = /(?![\0-\x7f])[\p{L}\p{N}\p{M}\p{S}](?=https?:\/\/|mailto:|www\.)/giu

/** The input of the linkifier, of the same length: with spaces where an address cannot continue. */
function masked(text: string): string {
  return text.replace(ENDS, blank).replace(BEFORE, blank)
}

const blank = (found: string): string => ' '.repeat(found.length)

// A sentence that goes on without a space ("done.It works"), or a file's name ("notes.md").
const NEXT_WORD = /^[^/]*\.[A-Z][a-z]+$/
const FILE_NAME = /^[^./]+\.(?:md|rs|py|pl|sh|ps|cc|so|mm|vb|am|pm|mk|la|st|tf|sc|ai|app)$/i

function isHardlyAnAddress(raw: string): boolean {
  return NEXT_WORD.test(raw) || FILE_NAME.test(raw)
}
