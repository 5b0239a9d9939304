import { statement } from '../platform/database/statement.ts'

/** A range of time: from (inclusive) to (exclusive). With an agent: only what is about tickets that are or were theirs. */
interface Range {
  from: Date
  to: Date
  agentId?: string | null
}

/** How many ratings there are, their average, and how many have each score. */
export interface ScoreFigures {
  count: number
  /** Null without ratings. */
  average: number | null
  /** The number of ratings with 1, 2, 3, 4 and 5. */
  distribution: number[]
}

/** The most comments that are listed. */
const COMMENTS_MAX = 50
const RATED = 'rated_at >= $1 AND rated_at < $2 AND ($3::uuid IS NULL OR assignee_id = $3)'

type Scores = { agentId: string | null; distribution: number[] }
const scores = statement<Scores>(`
  SELECT assignee_id AS "agentId", ARRAY[${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score})`).join(', ')}]::int[] AS distribution
  FROM ticket_ratings WHERE ${RATED} GROUP BY assignee_id ORDER BY count(*) DESC, assignee_id`)
// Who has not answered counts for the assignee of the ticket, who has for the assignee at that time.
const responses = statement<{ asked: number; answered: number }>(`
  SELECT count(*)::int AS asked, count(r.id)::int AS answered
  FROM rating_requests q LEFT JOIN ticket_ratings r ON r.ticket_id = q.ticket_id AND r.resolved_at = q.resolved_at
  WHERE q.asked_at >= $1 AND q.asked_at < $2 AND ($3::uuid IS NULL OR
    CASE WHEN r.id IS NULL THEN (SELECT t.assignee_id FROM support_tickets t WHERE t.id = q.ticket_id) ELSE r.assignee_id END = $3)`)
const comments = statement<{ id: string; ticketId: string; agentId: string | null }>(`
  SELECT id, ticket_id AS "ticketId", assignee_id AS "agentId" FROM ticket_ratings
  WHERE comment IS NOT NULL AND ${RATED} ORDER BY rated_at DESC, id LIMIT ${COMMENTS_MAX}`)

/** The ratings given in a range; of all agents, and of each who was rated, most first. The current identity must be staff. */
export async function ratingFigures({ from, to, agentId = null }: Range) {
  const rows = await scores.rows(from, to, agentId)
  return {
    all: scoresOf([1, 2, 3, 4, 5].map((_, i) => rows.reduce((sum, row) => sum + row.distribution[i]!, 0))),
    byAgent: rows.flatMap((row) => (row.agentId ? [{ agentId: row.agentId, ...scoresOf(row.distribution) }] : [])),
  }
}

function scoresOf(distribution: number[]): ScoreFigures {
  const count = distribution.reduce((sum, n) => sum + n, 0)
  const total = distribution.reduce((sum, n, i) => sum + n * (i + 1), 0)
  return { count, average: count === 0 ? null : Math.round((total / count) * 100) / 100, distribution }
}

/** How many requesters were asked in a range, and how many of them have rated what they were asked about. */
export async function ratingResponses({
  from,
  to,
  agentId = null,
}: Range): Promise<{ asked: number; answered: number }> {
  return (await responses.first(from, to, agentId))!
}

/** The latest ratings of a range that have a comment: their ids, tickets, and the agents who were rated. */
export const ratingComments = ({ from, to, agentId = null }: Range) => comments.rows(from, to, agentId)
