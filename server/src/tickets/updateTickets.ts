import type { TicketPriority, TicketStatus } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { checkAgent, checkTeam, staffOnly } from './assigning.ts'
import { type Change, changeOf, type HeldTicket, holdTickets, type TicketState, writeChanges } from './changeTickets.ts'
import { checkedTags, TAGS_MAX } from './tags.ts'

/** The most tickets that one call changes. */
export const BATCH_MAX = 100

/** A change of many tickets at once; what is left out stays as it is. */
export interface BatchChange {
  status?: TicketStatus | null
  priority?: TicketPriority | null
  agentId?: string | null
  team?: string | null
  addTags?: string[] | null
  removeTags?: string[] | null
}

/** What became of one ticket of a batch: its change, null where it was so already, or why nothing was done. */
export type Outcome = { change: Change | null } | { problem: UserError }

/**
 * Changes many tickets in one statement, with entries in the history of every ticket that changed. Returns what became of
 * each id, in their order; those that fail leave the others alone.
 */
export async function updateTickets(
  viewer: Pick<Viewer, 'id' | 'role'>,
  ids: readonly string[],
  change: BatchChange,
): Promise<Outcome[]> {
  staffOnly(viewer)
  if (ids.length > BATCH_MAX)
    throw new UserError('VALIDATION', `At most ${BATCH_MAX} tickets at once.`, ['input', 'ticketIds'])
  const checked = await checkedChange(change)
  const held = new Map((await holdTickets(ids.filter(isUuid))).map((ticket) => [ticket.id, ticket]))
  const outcomes = ids.map((id) => outcomeFor(held.get(id), checked))
  // An id that is named twice is one ticket.
  const changes = new Map(
    outcomes.flatMap((one) => ('change' in one && one.change ? [[one.change.held.id, one.change]] : [])),
  )
  await writeChanges(viewer.id, [...changes.values()])
  return outcomes
}

/** The change with its tags as they are kept. Throws where there is no such agent or team, or a tag that cannot be. */
export async function checkedChange(change: BatchChange): Promise<BatchChange> {
  const addTags = checkedTags(change.addTags ?? [], 'addTags')
  const removeTags = checkedTags(change.removeTags ?? [], 'removeTags')
  if (change.agentId != null) await checkAgent(change.agentId)
  if (change.team != null) await checkTeam(change.team)
  return { ...change, addTags, removeTags }
}

function outcomeFor(held: HeldTicket | undefined, change: BatchChange): Outcome {
  if (!held) return { problem: new UserError('NOT_FOUND', 'There is no such ticket.') }
  const tags = tagsAfter(held, change)
  if (tags.length > TAGS_MAX)
    return { problem: new UserError('VALIDATION', `A ticket has at most ${TAGS_MAX} tags.`, ['input', 'addTags']) }
  return { change: changeOf(held, { ...wanted(held, change), tags }) }
}

function wanted({ status, assigneeId }: HeldTicket, change: BatchChange): Partial<TicketState> {
  // A ticket given back to nobody is open again, unless the change says otherwise.
  const givenBack = change.agentId === null && assigneeId !== null && status === 'in_progress'
  return {
    status: change.status ?? (givenBack ? 'open' : status),
    ...(change.priority && { priority: change.priority }),
    ...(change.agentId !== undefined && { assigneeId: change.agentId }),
    ...(change.team && { team: change.team }),
  }
}

function tagsAfter({ tags }: HeldTicket, { addTags, removeTags }: BatchChange): string[] {
  return [...new Set([...tags, ...(addTags ?? [])])].filter((tag) => !removeTags?.includes(tag))
}
