import { searchKey } from '../lib/searchKey.ts'

/** A search after a slash at the start of a line: from the slash to the caret. */
type Slash = { start: number; end: number; query: string }

/** Names are shorter than this: longer text is no search. */
const QUERY_MAX = 40

/** Whether the caret stands behind a slash that begins its line, and what has been typed since. */
export const slashAt = (text: string, caret: number): Slash | null => {
  const start = text.lastIndexOf('\n', caret - 1) + 1
  if (caret <= start || text[start] !== '/') return null
  const query = text.slice(start + 1, caret)
  // A path or the two slashes of a URL is not a search.
  return query.includes('/') || query.length > QUERY_MAX ? null : { start, end: caret, query }
}

type Named = { name: string; body: string }

/** The macros that match the search, by name before by text, otherwise in their order. */
export const matching = <M extends Named>(macros: readonly M[], query: string): M[] => {
  const wanted = searchKey(query.trim())
  if (wanted === '') return [...macros]
  const rank = ({ name, body }: M): number => {
    const title = searchKey(name)
    if (title.startsWith(wanted)) return 0
    if (title.includes(wanted)) return 1
    return searchKey(body).includes(wanted) ? 2 : 3
  }
  return macros.filter((macro) => rank(macro) < 3).toSorted((a, b) => rank(a) - rank(b))
}
