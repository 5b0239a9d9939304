import { statement } from '../platform/database/statement.ts'

/** How often suggestions were on screen when a ticket was assigned, and how often one of them was accepted. */
export interface SuggestionFigures {
  shown: number
  accepted: number
}

const COUNTS = 'count(*)::int AS shown, count(*) FILTER (WHERE accepted)::int AS accepted FROM suggestion_uses'
const USED = 'at >= $1 AND at < $2 AND ($3::uuid IS NULL OR assigned = $3)'

const total = statement<SuggestionFigures & Record<string, unknown>>(`SELECT ${COUNTS} WHERE ${USED}`)
const perDay = statement<SuggestionFigures & { day: string }>(`
  SELECT day::text, shown, accepted FROM (
    SELECT (at AT TIME ZONE (SELECT desk_time_zone()))::date AS day, ${COUNTS} WHERE ${USED} GROUP BY 1) AS d`)

/** The figures of a period; `to` is excluded. With an agent: of the tickets that were assigned to them. */
export async function suggestionFigures(
  from: Date,
  to: Date,
  agentId: string | null = null,
): Promise<SuggestionFigures> {
  return (await total.first(from, to, agentId))!
}

/** The same by day in the desk's time zone. Days without suggestions are left out. */
export async function suggestionsPerDay(
  from: Date,
  to: Date,
  agentId: string | null = null,
): Promise<Map<string, SuggestionFigures>> {
  return new Map((await perDay.rows(from, to, agentId)).map(({ day, ...figures }) => [day, figures]))
}
