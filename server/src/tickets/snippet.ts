/** The length of the last message's snippet in a list, in UTF-16 code units. */
const SNIPPET_MAX = 160

/** How much of a message a snippet is made from, in UTF-16 code units. */
export const SNIPPET_SOURCE = 4 * SNIPPET_MAX

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The beginning of a message on one line, cut between grapheme clusters. */
export function snippetOf(body: string | null | undefined): string | null {
  if (body == null) return null
  const line = body.slice(0, SNIPPET_SOURCE).replace(/\s+/g, ' ').trim()
  if (line.length <= SNIPPET_MAX) return line
  const last = SNIPPET_MAX - 1
  // There is always a boundary between two ASCII characters; finding one elsewhere takes ten times as long.
  const isPlain = /^[ -~]{2}$/.test(line.slice(last - 1, last + 1))
  const end = isPlain ? last : graphemes.segment(line).containing(last)!.index
  return `${line.slice(0, end || last)}…`
}
