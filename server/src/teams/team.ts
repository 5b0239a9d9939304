import { BY_NAME } from '../platform/database/collation.ts'
import { statement } from '../platform/database/statement.ts'

/** The team of new tickets, which cannot be retired: `support_tickets.team` has it as its default. */
export const DEFAULT_TEAM = 'Customer Service'
/** The team that disputes are routed to if the settings name none. */
export const DISPUTES_TEAM = 'Disputes'
/** The maximum length of a team's name and title, in UTF-16 code units. */
export const NAME_MAX = 80

/** A team as everybody sees it. */
export interface TeamRow {
  /** The key, by which everything refers to it. */
  name: string
  /** What people see. */
  title: string
  isRetired: boolean
}

type Row = TeamRow & Record<string, unknown>

/** The columns of `teams` as a TeamRow. */
export const TEAM_COLUMNS = `name, coalesce(title, name) AS title, retired_at IS NOT NULL AS "isRetired"`
const all = statement<Row>(`SELECT ${TEAM_COLUMNS} FROM teams ORDER BY coalesce(title, name) ${BY_NAME}, name`)
const byName = statement<Row>(`SELECT ${TEAM_COLUMNS} FROM teams WHERE name = $1`)
const byIds = statement<Row & { id: string }>(
  `SELECT team_id(name) AS id, ${TEAM_COLUMNS} FROM teams WHERE team_id(name) = ANY ($1::uuid[])`,
)
const members = statement<{ name: string; n: number }>(`
  SELECT team AS name, count(*)::int AS n FROM users
  WHERE team = ANY ($1::text[]) AND role IN ('agent', 'admin') AND disabled_at IS NULL GROUP BY team`)
const openTickets = statement<{ name: string; n: number }>(`
  SELECT team AS name, count(*)::int AS n FROM support_tickets
  WHERE team = ANY ($1::text[]) AND status IN ('open', 'in_progress') GROUP BY team`)

/** Every team, by title. */
export function readTeams(): Promise<TeamRow[]> {
  return all.rows()
}

/** The team with this name. */
export function readTeam(name: string): Promise<TeamRow | undefined> {
  return byName.first(name)
}

/** The teams with these ids of the change feed. */
export function readTeamsById(ids: readonly string[]): Promise<(TeamRow & { id: string })[]> {
  return byIds.rows(ids)
}

/** How many staff who are not disabled are in each of these teams. */
export async function countMembers(names: readonly string[]): Promise<number[]> {
  return inOrder(names, await members.rows(names))
}

/** How many open tickets that the viewer can see each of these teams has. */
export async function countOpenTickets(names: readonly string[]): Promise<number[]> {
  return inOrder(names, await openTickets.rows(names))
}

function inOrder(names: readonly string[], rows: readonly { name: string; n: number }[]): number[] {
  const counts = new Map(rows.map(({ name, n }) => [name, n]))
  return names.map((name) => counts.get(name) ?? 0)
}
