import type { AudienceScope } from '../log/audienceScope.ts'
import { statement } from '../platform/database/statement.ts'
import { Parameters } from '../tickets/filter.ts'
import { within } from './conditions.ts'
import type { ParsedQuery, Term } from './parseQuery.ts'

/** A query's words as PostgreSQL compares them. */
export interface Words {
  /** A tsquery; null if nothing is searched for. */
  wanted: string | null
  /** A tsquery of what is excluded, for queries that only exclude. */
  excluded: string | null
  /** The words and stems that match, and the beginnings of words, for excerpts. */
  exact: string[]
  beginnings: string[]
}

const queries = statement<{ queries: (string | null)[] }>(`
  SELECT array_agg(search_query(term, prefix, search_language())::text ORDER BY n) AS queries,
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true), set_config('pg_trgm.word_similarity_threshold', '0.5', true)
  FROM unnest($1::text[], $2::boolean[]) WITH ORDINALITY AS t (term, prefix, n)`)

const ordinary = statement(
  `SELECT set_config('plan_cache_mode', 'auto', true), set_config('enable_seqscan', 'on', true)`,
)

/** Plans the later statements of the operation as usual. */
export async function endSearch(): Promise<void> {
  await ordinary.rows()
}

/** The alternatives of a query with the tsquery of each term. */
export type Prepared = { term: Term; query: string }[][]

/**
 * The alternatives of a query with the tsquery of each term; terms without words are left out. The statements of a search, up to
 * `endSearch`, are planned for its words.
 */
export async function prepareTerms({ alternatives }: ParsedQuery): Promise<Prepared> {
  const terms = alternatives.flat()
  const row = await queries.first(
    terms.map(({ text }) => text),
    terms.map(({ isPrefix }) => isPrefix),
  )
  const byTerm = new Map(terms.map((term, index) => [term, row?.queries?.[index]]))
  const prepared = alternatives.map((some) =>
    some.flatMap((term) => {
      const query = byTerm.get(term)
      return query ? [{ term, query }] : []
    }),
  )
  return prepared.filter((some) => some.length > 0)
}

/** The words of prepared alternatives. An alternative that only excludes matches nothing. */
export function wordsOf(alternatives: Prepared): Words {
  const wanted = alternatives
    .filter((terms) => terms.some(({ term }) => !term.isExcluded))
    .map((terms) => terms.map(({ term, query }) => (term.isExcluded ? `!(${query})` : `(${query})`)).join(' & '))
  const excluded = alternatives.flat().map(({ query }) => `(${query})`)
  const lexemes = alternatives
    .flat()
    .filter(({ term }) => !term.isExcluded)
    .flatMap(({ query }) => [...query.matchAll(/'([^']+)'(:\*)?/g)])
  return {
    wanted: wanted.length > 0 ? wanted.map((terms) => `(${terms})`).join(' | ') : null,
    excluded: wanted.length === 0 && excluded.length > 0 ? excluded.join(' | ') : null,
    exact: lexemes.flatMap(([, word, prefix]) => (prefix ? [] : [word!])),
    beginnings: lexemes.flatMap(([, word, prefix]) => (prefix ? [word!] : [])),
  }
}

const NAMES_MAX = 100
const NAME_PART_MIN = 3

/** The ids of people and shops. */
export interface Named {
  people: string[]
  shops: string[]
}

/**
 * The people and shops whose name (or address, for staff, who alone see addresses) contains all the words of an alternative,
 * at most 100 of each. The trigram indexes find them.
 */
export async function findNamed(alternatives: Prepared, scope: AudienceScope, mode: 'exact' | 'typos'): Promise<Named> {
  const possible = alternatives.filter(mayBeName)
  if (possible.length === 0) return { people: [], shops: [] }
  const parameters = new Parameters()
  const of = (name: string, address: string | null): string => {
    const has = ({ term: { text, isExcluded } }: { term: Term }) => {
      const value = parameters.add(text)
      const isNamed =
        mode === 'typos' && !isExcluded
          ? `search_key(${name}) %> search_key(${value})`
          : `search_key(${name}) LIKE search_pattern(${value})`
      const found = address ? `(${isNamed} OR ${address} LIKE ${parameters.add(within(text.toLowerCase()))})` : isNamed
      return isExcluded ? `NOT (${found})` : found
    }
    return possible.map((terms) => `(${terms.map(has).join(' AND ')})`).join(' OR ')
  }
  const text = `SELECT ARRAY(SELECT u.id FROM users u WHERE ${of('u.name', scope.name === 'staff' ? 'u.email' : null)}
      ORDER BY u.created_at DESC, u.id LIMIT ${NAMES_MAX}) AS people,
    ARRAY(SELECT s.id FROM sellers s WHERE ${of('s.shop_name', null)} ORDER BY s.created_at DESC, s.id LIMIT ${NAMES_MAX}) AS shops`
  return (await statement<Named & Record<string, unknown>>(text).first(...parameters.values))!
}

/** Short words are parts of too many names. */
function mayBeName(terms: Prepared[number]): boolean {
  const wanted = terms.filter(({ term }) => !term.isExcluded)
  // oxlint-disable-next-line no-control-regex -- ASCII.
  return (
    wanted.length > 0 &&
    wanted.every(({ term: { text } }) => text.length >= (/^[\0-\x7f]*$/.test(text) ? NAME_PART_MIN : 2))
  )
}
