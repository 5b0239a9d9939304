/** How much of the last message a list shows, in UTF-16 code units. */
const SNIPPET_MAX = 160

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The beginning of a message on one line, cut between characters as people count them. */
export function snippetOf(body: string | null | undefined): string | null {
  if (body == null) return null
  const line = body
    .slice(0, 4 * SNIPPET_MAX)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= SNIPPET_MAX) return line
  const last = SNIPPET_MAX - 1
  // Between two ASCII characters is always an end; finding one elsewhere takes ten times as long.
  const isPlain = /^[ -~]{2}$/.test(line.slice(last - 1, last + 1))
  const end = isPlain ? last : graphemes.segment(line).containing(last)!.index
  return `${line.slice(0, end || last)}…`
}
