import { perAudienceScope } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { misspellings } from './misspellings.ts'
import type { Prepared } from './prepare.ts'

/** Each has some hundred misspellings to look up. */
const WORDS_MAX = 4

// Which of the words occur in a document. For staff, the index of words tells; OFFSET 0 keeps the planner from reading in the order
// of time. Requesters have few documents, of which the newest are compared.
const occurring = perAudienceScope(({ name }) =>
  statement<{ word: string }>(
    name === 'staff'
      ? `SELECT word FROM unnest($1::text[]) AS word WHERE EXISTS (
          SELECT 1 FROM (SELECT 1 FROM search_documents WHERE vector @@ quote_literal(word)::tsquery OFFSET 0) every)`
      : `SELECT DISTINCT word FROM (
          SELECT vector FROM search_documents WHERE ticket_id = ANY (ARRAY(SELECT v.id FROM support_tickets v)) ORDER BY at DESC LIMIT 2000) d,
        unnest(tsvector_to_array(vector)) AS word WHERE word = ANY ($1::text[])`,
  ),
)

/** The words of a tsquery that match as a whole. */
const lexemesOf = (query: string) => [...query.matchAll(/'([^']+)'/g)].map(([, word]) => word!)

/**
 * The same alternatives, in which words also match with one typing error; null if none of the words can have one. Of several
 * words, only those that occur nowhere as they were typed.
 */
export async function withTypos(alternatives: Prepared): Promise<Prepared | null> {
  const terms = alternatives.flat().filter(({ term }) => !term.isExcluded && !term.isQuoted)
  const near = new Map(terms.map(({ term, query }) => [query, misspellings(term.text)] as const))
  for (const [query, words] of [...near].slice(0)) if (words.length === 0) near.delete(query)
  for (const query of [...near.keys()].slice(WORDS_MAX)) near.delete(query)
  if (near.size === 0) return null
  const asked = [...near].flatMap(([query, words]) => [...lexemesOf(query), ...words])
  const rows = await occurring(currentOperation().identity).rows([...new Set(asked)])
  const known = new Set(rows.map(({ word }) => word))
  const isOne = alternatives.flat().length === 1
  return alternatives.map((some) =>
    some.map(({ term, query }) => {
      const isKnown = !isOne && lexemesOf(query).some((word) => known.has(word))
      const words = isKnown ? [] : (near.get(query) ?? []).filter((word) => known.has(word))
      return { term, query: [query, ...words.map((word) => `'${word}'`)].join(' | ') }
    }),
  )
}
