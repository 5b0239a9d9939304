import type { TicketPriority, TicketStatus } from '../generated/prisma/client.ts'
import { appendEvents } from '../history/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { checkAgent, checkTeam, staffOnly } from './assigning.ts'
import { type LockedTicket, lockTickets } from './lockTicket.ts'
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

const setStatus = statement('UPDATE support_tickets SET status = $2::ticket_status WHERE id = ANY ($1::uuid[])')
const setPriority = statement('UPDATE support_tickets SET priority = $2::ticket_priority WHERE id = ANY ($1::uuid[])')
const setAssignment = statement(`
  UPDATE support_tickets t SET assignee_id = v."assigneeId", team = v.team
  FROM jsonb_to_recordset($1::jsonb) AS v (id uuid, "assigneeId" uuid, team text) WHERE t.id = v.id`)
const setTags = statement(`
  UPDATE support_tickets t SET tags = ARRAY(SELECT jsonb_array_elements_text(v.tags))
  FROM jsonb_to_recordset($1::jsonb) AS v (id uuid, tags jsonb) WHERE t.id = v.id`)

/**
 * Changes many tickets: one statement for each kind of change, and an entry in the history of every ticket that changed.
 * Returns, for each id, null or why it failed; the others succeed all the same.
 */
export async function updateTickets(viewer: Viewer, ids: string[], change: BatchChange): Promise<(UserError | null)[]> {
  staffOnly(viewer)
  if (ids.length > BATCH_MAX)
    throw new UserError('VALIDATION', `At most ${BATCH_MAX} tickets at once.`, ['input', 'ticketIds'])
  const add = checkedTags(change.addTags ?? [], 'addTags')
  const remove = checkedTags(change.removeTags ?? [], 'removeTags')
  if (change.agentId != null) await checkAgent(change.agentId)
  if (change.team != null) await checkTeam(change.team)

  const tickets = await lockTickets(ids.filter(isUuid))
  const found = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const tooMany = new Set(
    tickets.filter((ticket) => tagsAfter(ticket, add, remove).length > TAGS_MAX).map(({ id }) => id),
  )
  const targets = tickets.filter(({ id }) => !tooMany.has(id))

  await changeStatus(viewer, targets, change)
  await changePriority(viewer, targets, change.priority)
  await changeAssignment(viewer, targets, change)
  await changeTags(viewer, targets, add, remove)
  return ids.map((id) => {
    if (!found.has(id)) return new UserError('NOT_FOUND', 'There is no such ticket.')
    return tooMany.has(id)
      ? new UserError('VALIDATION', `A ticket has at most ${TAGS_MAX} tags.`, ['input', 'addTags'])
      : null
  })
}

async function changeStatus(viewer: Viewer, tickets: LockedTicket[], change: BatchChange): Promise<void> {
  // A ticket given back to nobody is open again, unless the change says otherwise.
  const wanted = ({ status, assigneeId }: LockedTicket): TicketStatus => {
    if (change.status != null) return change.status
    return change.agentId === null && assigneeId !== null && status === 'in_progress' ? 'open' : status
  }
  const changed = tickets.filter((ticket) => wanted(ticket) !== ticket.status)
  const to = changed[0] && wanted(changed[0])
  if (!to) return
  await setStatus.rows(
    changed.map(({ id }) => id),
    to,
  )
  await appendEvents(
    'status_changed',
    viewer.id,
    changed.map(({ id, status }) => ({ id, data: { from: status, to } })),
  )
}

async function changePriority(
  viewer: Viewer,
  tickets: LockedTicket[],
  to: TicketPriority | null | undefined,
): Promise<void> {
  const changed = to == null ? [] : tickets.filter(({ priority }) => priority !== to)
  if (changed.length === 0) return
  await setPriority.rows(
    changed.map(({ id }) => id),
    to,
  )
  await appendEvents(
    'priority_changed',
    viewer.id,
    changed.map(({ id, priority }) => ({ id, data: { from: priority, to } })),
  )
}

async function changeAssignment(
  viewer: Viewer,
  tickets: LockedTicket[],
  { agentId, team }: BatchChange,
): Promise<void> {
  const changed = tickets
    .map((ticket) => ({
      id: ticket.id,
      ticket,
      assigneeId: agentId === undefined ? ticket.assigneeId : agentId,
      team: team ?? ticket.team,
    }))
    .filter((next) => next.assigneeId !== next.ticket.assigneeId || next.team !== next.ticket.team)
  if (changed.length === 0) return
  await setAssignment.rows(JSON.stringify(changed.map(({ id, assigneeId, team }) => ({ id, assigneeId, team }))))
  await appendEvents(
    'assigned',
    viewer.id,
    // The history tells of the team only where it changed.
    changed.map((next) => ({
      id: next.id,
      data: { assigneeId: next.assigneeId, ...(next.team !== next.ticket.team && { team: next.team }) },
    })),
  )
}

async function changeTags(viewer: Viewer, tickets: LockedTicket[], add: string[], remove: string[]): Promise<void> {
  const changed = tickets
    .map((ticket) => ({ id: ticket.id, before: ticket.tags, tags: tagsAfter(ticket, add, remove) }))
    .map((next) => ({
      ...next,
      added: next.tags.filter((tag) => !next.before.includes(tag)),
      removed: next.before.filter((tag) => !next.tags.includes(tag)),
    }))
    .filter(({ added, removed }) => added.length + removed.length > 0)
  if (changed.length === 0) return
  await setTags.rows(JSON.stringify(changed.map(({ id, tags }) => ({ id, tags }))))
  await appendEvents(
    'tags_changed',
    viewer.id,
    changed.map(({ id, added, removed }) => ({ id, data: { added, removed } })),
  )
}

function tagsAfter({ tags }: LockedTicket, add: string[], remove: string[]): string[] {
  return [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag))
}
