import { hasEnded } from '../log/ticketStatus.ts'
import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { changeOf, holdTickets, writeChanges } from '../tickets/changeTickets.ts'
import { holdAllTeams } from '../tickets/holdTeams.ts'

/** The number of tickets of one transaction. */
const PART = 100

const next = statement<{ id: string }>(`
  SELECT t.id FROM teams m JOIN support_tickets t ON t.team = m.name
  WHERE m.retired_into IS NOT NULL AND t.status IN ('open', 'in_progress') ORDER BY t.id LIMIT ${PART}`)
const retired = statement<{ name: string; into: string }>(
  'SELECT name, retired_into AS "into" FROM teams WHERE retired_into IS NOT NULL',
)
const publish = statement(`SELECT publish_change('teams', team_id(t.name), NULL) FROM unnest($1::text[]) AS t (name)`)

/**
 * Moves the open tickets of retired teams to those that have taken over, in parts, each with its event. It acts for the desk, so that tickets
 * which the admin does not see are moved too.
 */
export async function moveRetiredTickets(pools: Pools, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await asIdentity(pools, DESK, 'write', movePart)));
}

/** Moves a part; false if there is none. */
async function movePart(): Promise<boolean> {
  const ids = (await next.rows()).map(({ id }) => id)
  if (ids.length === 0) return false
  const tickets = await holdTickets(ids)
  await holdAllTeams()
  // A team may have been restored, and its successor retired, while the tickets were waited for.
  const successors = new Map((await retired.rows()).map(({ name, into }) => [name, into]))
  const changes = tickets.flatMap((held) => {
    const team = successors.get(held.team)
    return team === undefined || hasEnded(held.status) ? [] : (changeOf(held, { team }) ?? [])
  })
  await writeChanges(null, changes)
  await publish.rows([...new Set(changes.flatMap(({ held, next: { team } }) => [held.team, team]))])
  return true
}
