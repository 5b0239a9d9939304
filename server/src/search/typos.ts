import { audienceScopeOf } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { misspellings } from './misspellings.ts'
import { isFrequent, type Prepared } from './prepare.ts'

/** Each has some hundred misspellings to look up. */
const WORDS_MAX = 4

// Which of the words occur in a document. Requesters, and staff in private desks, have few documents, of which the newest are compared. For staff, frequent
// words are in the newest documents; the index of words, which would have to read all of their matches, tells of the others. OFFSET 0
// keeps the planner from reading in the order of time.
const occurringFor = (seesAll: boolean) => {
  const among = (documents: string) => `SELECT word FROM unnest($1::text[]) AS word
    JOIN (SELECT DISTINCT unnest(tsvector_to_array(vector)) AS word FROM (${documents}) d) known USING (word)`
  return statement<{ word: string }>(
    seesAll
      ? `WITH frequent AS MATERIALIZED (${among('SELECT vector FROM search_documents ORDER BY at DESC, id DESC LIMIT 500')})
        SELECT word FROM unnest($1::text[]) AS word WHERE word IN (SELECT word FROM frequent) OR EXISTS (
          SELECT 1 FROM (SELECT 1 FROM search_documents WHERE vector @@ quote_literal(word)::tsquery OFFSET 0) every)`
      : among(
          'SELECT vector FROM search_documents WHERE ticket_id = ANY (ARRAY(SELECT v.id FROM support_tickets v)) ORDER BY at DESC LIMIT 2000',
        ),
  )
}
const occurring = { all: occurringFor(true), own: occurringFor(false) }

/** The words of a tsquery that match as a whole. */
const lexemesOf = (query: string) => [...query.matchAll(/'([^']+)'/g)].map(([, word]) => word!)

/**
 * The same alternatives, in which words also match with one typing error; null if none of the words can have one. Of several
 * words, only those that occur nowhere as they were typed.
 */
export async function withTypos(alternatives: Prepared, isRestricted: boolean): Promise<Prepared | null> {
  const isOne = alternatives.flat().length === 1
  const terms = alternatives
    .flat()
    .filter((one) => !one.term.isExcluded && !one.term.isQuoted && (isOne || !isFrequent(one)))
  const near = new Map(terms.map(({ term, query }) => [query, misspellings(term.text)] as const))
  for (const [query, words] of near) if (words.length === 0) near.delete(query)
  for (const query of [...near.keys()].slice(WORDS_MAX)) near.delete(query)
  if (near.size === 0) return null
  const asked = [...near].flatMap(([query, words]) => [...lexemesOf(query), ...words])
  const seesAll = audienceScopeOf(currentOperation().identity).name === 'staff' && !isRestricted
  const rows = await occurring[seesAll ? 'all' : 'own'].rows([...new Set(asked)])
  const known = new Set(rows.map(({ word }) => word))
  return alternatives.map((some) =>
    some.map(({ term, query, estimate }) => {
      const isKnown = !isOne && lexemesOf(query).some((word) => known.has(word))
      const words = isKnown ? [] : (near.get(query) ?? []).filter((word) => known.has(word))
      return { term, estimate, query: [query, ...words.map((word) => `'${word}'`)].join(' | ') }
    }),
  )
}
