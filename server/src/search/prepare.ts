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

const PEOPLE_MAX = 100
const NAME_PART_MIN = 3

/**
 * The ids of the people whose name (or address, for staff, who alone see addresses) contains all the words of an alternative,
 * at most 100. The trigram indexes find them.
 */
export async function findPeople(
  alternatives: Prepared,
  scope: AudienceScope,
  mode: 'exact' | 'typos',
): Promise<string[]> {
  const parameters = new Parameters()
  const has = ({ term: { text, isExcluded } }: { term: Term }) => {
    const value = parameters.add(text)
    const isNamed =
      mode === 'typos' && !isExcluded
        ? `search_key(u.name) %> search_key(${value})`
        : `search_key(u.name) LIKE search_pattern(${value})`
    const found =
      scope.name === 'staff' ? `(${isNamed} OR u.email LIKE ${parameters.add(within(text.toLowerCase()))})` : isNamed
    return isExcluded ? `NOT (${found})` : found
  }
  const conditions = alternatives.filter(mayBeName).map((terms) => terms.map(has).join(' AND '))
  if (conditions.length === 0) return []
  const text = `SELECT u.id FROM users u WHERE ${conditions.map((all) => `(${all})`).join(' OR ')}
    ORDER BY u.created_at DESC, u.id LIMIT ${PEOPLE_MAX}`
  return (await statement<{ id: string }>(text).rows(...parameters.values)).map(({ id }) => id)
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
