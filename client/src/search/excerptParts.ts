/** The characters that the server puts around each match in an excerpt. */
const MARKED = /\u0002([^\u0002\u0003]*)\u0003/g
/** Between the texts of a ticket that matched. */
const SEPARATOR = ' · '
const MARKS = /[\u0002\u0003]/g

export type ExcerptPart = { text: string; isMatch: boolean }

/** The text without the marks. */
export const plainText = (excerpt: string): string => excerpt.replace(MARKS, '')

/** An excerpt as parts: what matched, and what is around it. A mark without its counterpart is dropped. */
export const partsOf = (excerpt: string): ExcerptPart[] => {
  const parts: ExcerptPart[] = []
  let end = 0
  const add = (text: string, isMatch: boolean) => {
    const plain = plainText(text)
    if (plain) parts.push({ text: plain, isMatch })
  }
  for (const match of excerpt.matchAll(MARKED)) {
    add(excerpt.slice(end, match.index), false)
    add(match[1]!, true)
    end = match.index + match[0].length
  }
  add(excerpt.slice(end), false)
  return parts
}

/**
 * An excerpt that begins with this text, cut after it: the text with its marks, and the rest without the separator.
 * Undefined if it begins with another text.
 */
export const cutAfter = (excerpt: string, text: string): { head: string; rest: string } | undefined => {
  let [end, length] = [0, 0]
  for (; length < text.length && end < excerpt.length; end++) if (plainText(excerpt[end]!)) length++
  if (excerpt[end] === '\u0003') end++
  const [head, rest] = [excerpt.slice(0, end), excerpt.slice(end)]
  if (plainText(head) !== text || (rest && !rest.startsWith(SEPARATOR))) return undefined
  return { head, rest: rest.slice(SEPARATOR.length) }
}
