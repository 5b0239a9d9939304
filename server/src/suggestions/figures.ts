import { statement } from '../platform/database/statement.ts'

/** How often suggestions were on screen when a ticket was assigned, and how often one of them was accepted. */
export interface SuggestionFigures {
  shown: number
  accepted: number
}

const figures = statement<SuggestionFigures & Record<string, unknown>>(`
  SELECT count(*)::int AS shown, count(*) FILTER (WHERE accepted)::int AS accepted FROM suggestion_uses WHERE at >= $1 AND at < $2`)

/** The figures of a period; `to` is excluded. */
export async function suggestionFigures(from: Date, to: Date): Promise<SuggestionFigures> {
  return (await figures.first(from, to))!
}
