import { readTeams } from '../teams/team.ts'
import type { ExportedTicket } from './ticket.ts'

/** A ticket with the titles of its teams instead of their names, for people to read. */
export async function withTeamTitles(ticket: ExportedTicket): Promise<ExportedTicket> {
  const titles = new Map((await readTeams()).map(({ name, title }) => [name, title]))
  const titleOf = (name: string) => titles.get(name) ?? name
  const history = ticket.history.map((entry) => {
    const { team } = entry.data
    return typeof team === 'string' ? { ...entry, data: { ...entry.data, team: titleOf(team) } } : entry
  })
  return { ...ticket, team: titleOf(ticket.team), history }
}
