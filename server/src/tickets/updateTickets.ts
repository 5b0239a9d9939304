import type { TicketPriority, TicketStatus } from '../generated/prisma/client.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { checkAgent, staffOnly } from './assigning.ts'
import { bulkUpdateTickets, type ChangedTicket, ticketsOf } from './bulkUpdateTickets.ts'
import { unavailableAssignees } from './holdAssignees.ts'
import { holdTags } from './holdTags.ts'
import { checkTeam } from './holdTeams.ts'
import { checkedTags, removedTags, TAGS_MAX } from './tags.ts'

/** The maximum number of tickets of one call. */
export const BATCH_MAX = 100

/** A change of many tickets; omitted fields do not change. */
export interface BatchChange {
  status?: TicketStatus | null
  priority?: TicketPriority | null
  agentId?: string | null
  team?: string | null
  addTags?: string[] | null
  removeTags?: string[] | null
}

/** The result for one ticket of a batch: its new state and whether it changed, or why it was not changed. */
export type Outcome = ChangedTicket | { problem: UserError }

/**
 * Changes many tickets in one statement, with history entries for every ticket that changed. Returns the result for each id,
 * in the same order; failures do not affect the other tickets.
 */
export async function updateTickets(
  viewer: Pick<Viewer, 'id' | 'role'>,
  ids: readonly string[],
  change: BatchChange,
  options: { before?: boolean } = {},
): Promise<Outcome[]> {
  staffOnly(viewer)
  if (ids.length > BATCH_MAX)
    throw new UserError('VALIDATION', `At most ${BATCH_MAX} tickets at once.`, ['input', 'ticketIds'])
  const checked = await checkedChange(change)
  if (setsTags(checked)) await holdTags()
  const outcomes = new Map<string, Outcome>()
  const reopens = change.status != null && !hasEnded(change.status) && change.agentId === undefined
  // Waits for tickets that another transaction is changing at this moment, and then tries them again.
  for (let left = [...new Set(ids.filter(isUuid))]; left.length > 0; left = await stillThere(left)) {
    const unavailable = reopens ? await unavailableAssignees(left) : []
    const { text, values } = bulkUpdateTickets(viewer.id, left, checked, { ...options, unavailable })
    const row = await statement<{ tickets: string }>(text).first(...values)
    for (const one of ticketsOf(row!.tickets))
      outcomes.set(one.ticket.id, one.refused ? { problem: tooManyTags() } : one)
    left = left.filter((id) => !outcomes.has(id))
  }
  return ids.map((id) => outcomes.get(id) ?? { problem: new UserError('NOT_FOUND', 'The ticket does not exist.') })
}

/** Whether a change sets tags. */
export const setsTags = ({ addTags, removeTags }: BatchChange): boolean =>
  Boolean(addTags?.length) || Boolean(removeTags?.length)

const there = statement<{ id: string }>('SELECT id FROM support_tickets WHERE id = ANY ($1::uuid[])')

async function stillThere(ids: readonly string[]): Promise<string[]> {
  return ids.length === 0 ? [] : (await there.rows(ids)).map(({ id }) => id)
}

const tooManyTags = () =>
  new UserError('VALIDATION', `A ticket can have at most ${TAGS_MAX} tags.`, ['input', 'addTags'])

/** The change with its tags in stored form. Throws if the agent or team does not exist, or a tag is invalid. */
export async function checkedChange(change: BatchChange): Promise<BatchChange> {
  const addTags = checkedTags(change.addTags ?? [], 'addTags')
  const removeTags = removedTags(change.removeTags ?? [], 'removeTags')
  if (change.agentId != null) await checkAgent(change.agentId)
  if (change.team != null) await checkTeam(change.team)
  return { ...change, addTags, removeTags }
}
