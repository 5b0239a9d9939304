import { searchedText } from '../platform/text.ts'
import { RequestError } from '../platform/userError.ts'

/** A word, address or quotation to search for. */
export interface Term {
  text: string
  isExcluded: boolean
  isQuoted: boolean
  /** Whether words that start with it match too: the last word, which may still be typed. */
  isPrefix: boolean
}

/** A word such as `tag:refund` or `-is:closed`. */
export interface FilterWord {
  key: FilterKey
  value: string
  isExcluded: boolean
}

/** A parsed query: the filters, and the alternatives, separated by “or”, of which each needs all of its terms. */
export interface ParsedQuery {
  alternatives: Term[][]
  filters: FilterWord[]
}

type FilterKey = keyof typeof FILTERS

const QUERY_MAX = 1_000
const WORDS_MAX = 50
const PREFIX_MIN = 3

/** The filters, and which values each of them accepts: other words are searched for as text. */
const FILTERS = {
  from: (value: string) => value !== '',
  assignee: (value: string) => value !== '',
  tag: (value: string) => value !== '',
  is: (value: string) =>
    /^(open|in_progress|resolved|closed|unread|read|starred|mine|unassigned|assigned)$/.test(value),
  in: (value: string) => /^(subject|messages|notes)$/.test(value),
  before: isDate,
  after: isDate,
}

const WORD = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu

/**
 * Parses a query as `websearch_to_tsquery` does (quotations, `-word`, `or`), with filters: `from:`, `assignee:`, `tag:`, `is:`,
 * `in:`, `before:` and `after:`. Throws BAD_USER_INPUT for text that cannot be stored, or that is too long.
 */
export function parseQuery(query: string): ParsedQuery {
  if (query.length > QUERY_MAX)
    throw new RequestError('BAD_USER_INPUT', `A search can have at most ${QUERY_MAX.toLocaleString('en')} characters.`)
  searchedText(query, QUERY_MAX)
  const words = [...query.matchAll(WORD)]
  if (words.length > WORDS_MAX)
    throw new RequestError('BAD_USER_INPUT', `A search can have at most ${WORDS_MAX} words.`)
  const parsed: ParsedQuery = { alternatives: [[]], filters: [] }
  for (const word of words) addWord(parsed, word, word === words.at(-1) && !/\s$/.test(query))
  return { ...parsed, alternatives: parsed.alternatives.filter((terms) => terms.length > 0) }
}

function addWord({ alternatives, filters }: ParsedQuery, word: RegExpMatchArray, isLast: boolean): void {
  const [whole, minus, name, quoted, plain] = word
  const isExcluded = minus === '-'
  const filter = name && filterWord(name, quoted ?? plain ?? '')
  if (filter) filters.push({ ...filter, isExcluded })
  else if (/^or$/i.test(whole)) alternatives.push([])
  else {
    const isQuoted = !name && quoted !== undefined
    const text = isQuoted ? quoted : whole.slice(minus!.length)
    const isPrefix = isLast && !isQuoted && !isExcluded && text.length >= PREFIX_MIN
    alternatives.at(-1)!.push({ text, isExcluded, isQuoted, isPrefix })
  }
}

function filterWord(name: string, text: string): Omit<FilterWord, 'isExcluded'> | null {
  const key = name.toLowerCase() as FilterKey
  if (!Object.hasOwn(FILTERS, key)) return null
  const value = key === 'is' || key === 'in' ? text.toLowerCase().replaceAll('-', '_') : text.trim()
  return FILTERS[key](value) ? { key, value } : null
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
