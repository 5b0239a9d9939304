/** The marks that the server puts around each match. */
const [START, END] = ['\u0002', '\u0003']
/** Between the texts of a ticket that matched. */
const SEPARATOR = ' · '

export type ExcerptPart = { text: string; isMatch: boolean }

/** The text without the marks. */
export const plainText = (excerpt: string): string => excerpt.replaceAll(START, '').replaceAll(END, '')

/** An excerpt as parts: what matched, and what is around it. A mark without its counterpart is dropped. */
export const partsOf = (excerpt: string): ExcerptPart[] => {
  const [before = '', ...marked] = excerpt.split(START)
  const parts = marked.flatMap((text) => {
    const end = text.indexOf(END)
    return [
      { text: text.slice(0, Math.max(0, end)), isMatch: true },
      { text: plainText(text.slice(end + 1)), isMatch: false },
    ]
  })
  return [{ text: plainText(before), isMatch: false }, ...parts].filter(({ text }) => text !== '')
}

/**
 * An excerpt that begins with this text, cut after it: the text with its marks, and the rest without the separator.
 * Undefined if it begins with another text.
 */
export const cutAfter = (excerpt: string, text: string): { head: string; rest: string } | undefined => {
  let [end, length] = [0, 0]
  for (; length < text.length && end < excerpt.length; end++) if (plainText(excerpt[end]!)) length++
  if (excerpt[end] === END) end++
  const [head, rest] = [excerpt.slice(0, end), excerpt.slice(end)]
  if (plainText(head) !== text || (rest && !rest.startsWith(SEPARATOR))) return undefined
  return { head, rest: rest.slice(SEPARATOR.length) }
}
