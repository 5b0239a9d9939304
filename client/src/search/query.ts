/** The filters that can be typed in a search, as the server parses them. */
export const FILTERS = ['from', 'tag', 'is', 'before', 'after', 'assignee', 'in'] as const
export type FilterKey = (typeof FILTERS)[number]

/** A filter in a query, such as `tag:refund`, with its position. */
export type FilterWord = { key: FilterKey; value: string; text: string; start: number; end: number }

const TOKEN = /(?:[^\s"]|"[^"]*"?)+/g
const FILTER = new RegExp(`^(${FILTERS.join('|')}):(.+)$`, 'iu')

/** The filters in a query, in their order. What is in quotation marks is text. */
export const filterWords = (query: string): FilterWord[] =>
  [...query.matchAll(TOKEN)].flatMap(({ 0: text, index }) => {
    const [, key, value] = FILTER.exec(text) ?? []
    const plain = value?.replaceAll('"', '').trim()
    if (!key || !plain) return []
    return [{ key: key.toLowerCase() as FilterKey, value: plain, text, start: index, end: index + text.length }]
  })

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The query without one of its filters. */
export const withoutFilter = (query: string, { start, end }: FilterWord): string =>
  tidy(`${query.slice(0, start)} ${query.slice(end)}`)

/** The query without all its filters: what is searched in texts. */
export const wordsOf = (query: string): string =>
  tidy(filterWords(query).reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, query))

/** The token at the end of the text, while it is being typed; empty after a space. */
export const lastToken = (text: string): string =>
  /\s$/.test(text) ? '' : ([...text.matchAll(TOKEN)].at(-1)?.[0] ?? '')

/** The text with its last token replaced. */
export const withLastToken = (text: string, token: string): string =>
  text.slice(0, text.length - lastToken(text).length) + token
