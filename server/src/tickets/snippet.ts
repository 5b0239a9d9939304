/** How much of the last message a list shows, in characters. */
const SNIPPET_MAX = 160

/** The beginning of a message on one line, cut between characters. */
export function snippetOf(body: string | null | undefined): string | null {
  if (body == null) return null
  const line = body
    .slice(0, 4 * SNIPPET_MAX)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= SNIPPET_MAX) return line
  return `${[...line].slice(0, SNIPPET_MAX - 1).join('')}…`
}
