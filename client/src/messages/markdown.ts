import { lexer, type Token } from 'marked'

const OPTIONS = { gfm: true, breaks: true }
const REMEMBERED = 500
const known = new Map<string, Token[] | null>()

/** A message's text as marked's tokens; null where it is to be shown as it was typed. Never HTML. */
export function parseText(text: string): Token[] | null {
  const before = known.get(text)
  if (before !== undefined) return before
  const tokens = lex(text)
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value!)
  known.set(text, tokens)
  return tokens
}

function lex(text: string): Token[] | null {
  try {
    return lexer(text, OPTIONS)
  } catch {
    // Thousands of nested quotes overflow marked's stack.
    return null
  }
}

/** The address to link to, or null for anything but http, https and mailto. */
export function safeAddress(href: string): string | null {
  try {
    const url = new URL(href)
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}\u{E0020}-\u{E007F}]*)+$/u
const MOST_LARGE = 24

/** Nothing but a few emoji: shown larger. */
export const isOnlyEmoji = (text: string): boolean => {
  const bare = text.replace(/\s/gu, '')
  return bare.length > 0 && bare.length <= MOST_LARGE && EMOJI.test(bare)
}
