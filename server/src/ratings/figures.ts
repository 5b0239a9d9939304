import { statement } from '../platform/database/statement.ts'

/** A range of time: from (inclusive) to (exclusive). */
interface Range {
  from: Date
  to: Date
}

/** How many ratings there are, their average, and how many have each score. */
export interface Figures {
  count: number
  /** Null without ratings. */
  average: number | null
  /** The number of ratings with 1, 2, 3, 4 and 5. */
  distribution: number[]
}

const AVERAGE = 'round(avg(score), 2)::float8'
const DISTRIBUTION = `ARRAY[${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score})`).join(', ')}]::int[]`
const RATED = 'FROM ticket_ratings WHERE rated_at >= $1 AND rated_at < $2'

const all = statement<Figures & Record<string, unknown>>(
  `SELECT count(*)::int AS count, ${AVERAGE} AS average, ${DISTRIBUTION} AS distribution ${RATED}`,
)
const byAgent = statement<Figures & { agentId: string } & Record<string, unknown>>(`
  SELECT assignee_id AS "agentId", count(*)::int AS count, ${AVERAGE} AS average, ${DISTRIBUTION} AS distribution
  ${RATED} AND assignee_id IS NOT NULL GROUP BY assignee_id ORDER BY assignee_id`)
const responses = statement<{ asked: number; answered: number }>(`
  SELECT count(*)::int AS asked, count(r.id)::int AS answered
  FROM rating_requests q LEFT JOIN ticket_ratings r ON r.ticket_id = q.ticket_id AND r.resolved_at = q.resolved_at
  WHERE q.asked_at >= $1 AND q.asked_at < $2`)

/** The ratings given in a range; of all agents, and of each who was rated. The current identity must be staff. */
export async function ratingFigures({ from, to }: Range) {
  return { all: (await all.first(from, to))!, byAgent: await byAgent.rows(from, to) }
}

/** How many requesters were asked in a range, and how many of them have rated what they were asked about. */
export async function ratingResponses({ from, to }: Range): Promise<{ asked: number; answered: number }> {
  return (await responses.first(from, to))!
}
