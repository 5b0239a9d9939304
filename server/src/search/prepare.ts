import type { AudienceScope } from '../log/audienceScope.ts'
import { statement } from '../platform/database/statement.ts'
import { Parameters } from '../tickets/filter.ts'
import { isNamedSql, orAddress } from './conditions.ts'
import type { ParsedQuery, Term } from './parseQuery.ts'
import { isAscii, searchKey } from './searchKey.ts'

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

/** The number of words whose frequency is estimated, which takes as long as a small search. */
const ESTIMATED_MAX = 6

const queries = statement<{ queries: (string | null)[]; estimates: (number | null)[] }>(`
  SELECT array_agg(query::text ORDER BY n) AS queries, array_agg(CASE WHEN $3 AND n <= ${ESTIMATED_MAX} AND strpos(query::text, '<') = 0 THEN search_estimate(query) END ORDER BY n) AS estimates,
    set_config('plan_cache_mode', $4, true), set_config('enable_seqscan', 'off', true), set_config('pg_trgm.word_similarity_threshold', '0.5', true)
  FROM (SELECT n, search_query(term, prefix, search_language()) AS query FROM unnest($1::text[], $2::boolean[]) WITH ORDINALITY AS t (term, prefix, n) OFFSET 0) t`)

const ordinary = statement(
  `SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'on', true)`,
)

/** Plans the later statements of the operation as usual. */
export async function endSearch(): Promise<void> {
  await ordinary.rows()
}

/** A term with its tsquery. */
interface PreparedTerm {
  term: Term
  query: string
  /** About how many documents match; null if this is not known: for requesters, and words that must follow each other. */
  estimate: number | null
}

/** The alternatives of a query with the tsquery of each term. */
export type Prepared = PreparedTerm[][]

/**
 * The alternatives of a query with the tsquery of each term; terms without words are left out. The statements of a search, up to
 * `endSearch`, are planned once, or with `forValues` each time.
 */
export async function prepareTerms(
  { alternatives }: ParsedQuery,
  forValues: boolean,
  estimates: boolean,
): Promise<Prepared> {
  const terms = alternatives.flat()
  const row = await queries.first(
    terms.map(({ text }) => text),
    terms.map(({ isPrefix }) => isPrefix),
    estimates,
    forValues ? 'force_custom_plan' : 'force_generic_plan',
  )
  const byTerm = new Map(terms.map((term, n) => [term, { query: row?.queries?.[n], estimate: row?.estimates?.[n] }]))
  const prepared = alternatives.map((some) =>
    some.flatMap((term) => {
      const { query, estimate } = byTerm.get(term)!
      return query ? [{ term, query, estimate: estimate ?? null }] : []
    }),
  )
  return prepared.filter((some) => some.length > 0)
}

const RARE_MAX = 2_000

/** Whether so many documents match that the word is not a typing error. */
export const isFrequent = ({ estimate }: PreparedTerm): boolean => estimate !== null && estimate > RARE_MAX

/** Whether only some documents match: in each alternative one of the words is so rare. */
export function isRare(alternatives: Prepared): boolean {
  return alternatives.every((terms) =>
    terms.some(({ term, estimate }) => !term.isExcluded && estimate !== null && estimate <= RARE_MAX),
  )
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
  const isStaff = scope.name === 'staff'
  const all = (name: string) => {
    const has = ({ term: { text, isExcluded } }: PreparedTerm) => {
      const key = searchKey(text)
      const isNamed =
        mode === 'typos' && !isExcluded && isAscii(key)
          ? `search_key(${name}) %> ${parameters.add(key)}`
          : isNamedSql(name, text, parameters)
      const found = `(${isNamed} ${isStaff && name === 'u.name' ? orAddress(text, parameters) : ''})`
      return isExcluded ? `NOT ${found}` : found
    }
    return possible.map((terms) => terms.map(has).join(' AND ')).join(' OR ')
  }
  // Of all people and shops that requesters see, only those of their tickets matter.
  const among = (ids: string, of: string) =>
    isStaff ? '' : `${ids} = ANY (ARRAY(SELECT ${of} FROM support_tickets v)) AND`
  const text = `SELECT ARRAY(SELECT u.id FROM users u WHERE ${among('u.id', 'unnest(v.participant_ids)')} (${all('u.name')})
      ORDER BY u.created_at DESC, u.id LIMIT ${NAMES_MAX}) AS people,
    ARRAY(SELECT s.id FROM sellers s WHERE ${among('s.id', 'v.seller_id')} (${all('s.shop_name')}) ORDER BY s.created_at DESC, s.id LIMIT ${NAMES_MAX}) AS shops`
  return (await statement<Named & Record<string, unknown>>(text).first(...parameters.values))!
}

/** Short words are parts of too many names. */
function mayBeName(terms: Prepared[number]): boolean {
  const wanted = terms.filter(({ term }) => !term.isExcluded)
  return wanted.length > 0 && wanted.every(({ term: { text } }) => text.length >= (isAscii(text) ? NAME_PART_MIN : 2))
}
