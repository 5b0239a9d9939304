/** The filters that can be typed in a search, in the order in which they are offered. */
export const FILTERS = ['from', 'tag', 'is', 'before', 'after', 'assignee', 'in'] as const
export type FilterKey = (typeof FILTERS)[number]

/** The values of `is:`. */
export const STATES = [
  'open',
  'in-progress',
  'resolved',
  'closed',
  'unread',
  'read',
  'starred',
  'mine',
  'unassigned',
  'assigned',
] as const
export const PARTS = ['subject', 'messages', 'notes'] as const

/** A filter in a query, such as `tag:refund` or `-is:closed`, with its position. */
export type FilterWord = {
  key: FilterKey
  value: string
  isExcluded: boolean
  text: string
  start: number
  end: number
}

// The same rules as the server's `search/parseQuery.ts`: other words are searched for as text.
const WORD = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu

const isDate = (value: string): boolean => {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
const isAmong =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value)
const isText = (value: string): boolean => value !== ''

const ACCEPTS: Record<FilterKey, (value: string) => boolean> = {
  from: isText,
  tag: isText,
  assignee: isText,
  is: isAmong(STATES),
  in: isAmong(PARTS),
  before: isDate,
  after: isDate,
}

const isKey = (name: string): name is FilterKey => Object.hasOwn(ACCEPTS, name)

/** The filters in a query, in their order. What is in quotation marks is text. */
export const filterWords = (query: string): FilterWord[] =>
  [...query.matchAll(WORD)].flatMap(({ 0: text, 1: minus, 2: name = '', 3: quoted, 4: plain = '', index }) => {
    const key = name.toLowerCase()
    if (!isKey(key)) return []
    const typed = (quoted ?? plain).trim()
    const value = key === 'is' || key === 'in' ? typed.toLowerCase().replaceAll('_', '-') : typed
    if (!ACCEPTS[key](value)) return []
    return [{ key, value, isExcluded: minus === '-', text, start: index, end: index + text.length }]
  })

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The query without one of its filters. */
export const withoutFilter = (query: string, { start, end }: FilterWord): string =>
  tidy(`${query.slice(0, start)} ${query.slice(end)}`)

/** The query without all its filters: what is searched in texts. */
export const wordsOf = (query: string): string =>
  tidy(filterWords(query).reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, query))

/** The word at the end of the text, while it is being typed; empty after a space. */
export const lastWord = (text: string): string => (/\s$/.test(text) ? '' : ([...text.matchAll(WORD)].at(-1)?.[0] ?? ''))

/** The text with its last word replaced. */
export const withLastWord = (text: string, word: string): string =>
  text.slice(0, text.length - lastWord(text).length) + word
