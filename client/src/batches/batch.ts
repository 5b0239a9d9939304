import type { UpdateTicketsInput } from './batch.generated.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/** The changes of a bulk edit; omitted fields stay unchanged. */
export type BatchChange = Omit<UpdateTicketsInput, 'ticketIds'>
export type BatchFacts = Pick<TicketRowFragment, 'id' | 'status' | 'priority' | 'tags' | 'team' | 'assignee'>

/** The server's limit per request. */
const BATCH_MAX = 100

/** Splits a list into chunks of the server's limit. */
export const inParts = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / BATCH_MAX) }, (_, part) =>
    list.slice(part * BATCH_MAX, (part + 1) * BATCH_MAX),
  )

const lacking = (tags: string[], others: string[]): string[] => others.filter((tag) => !tags.includes(tag))

/** The change that reverts a ticket to an earlier state. */
const revertChange = (before: BatchFacts, after: BatchFacts): BatchChange => {
  const back: BatchChange = {}
  if (before.priority !== after.priority) back.priority = before.priority
  if (before.status !== after.status) back.status = before.status
  if (before.team !== after.team) back.team = before.team
  if (before.assignee?.id !== after.assignee?.id) {
    back.agentId = before.assignee?.id ?? null
    // Unassigning would set the status to open, so restore the status as well.
    if (back.agentId === null) back.status = before.status
  }
  const lost = lacking(after.tags, before.tags)
  const gained = lacking(before.tags, after.tags)
  if (lost.length > 0) back.addTags = lost
  if (gained.length > 0) back.removeTags = gained
  return back
}

/** Whether a bulk edit changed a ticket. */
export const isChanged = (before: BatchFacts, after: BatchFacts): boolean =>
  Object.keys(revertChange(before, after)).length > 0

/** Whether someone else has since changed what the bulk edit changed. */
const isTouched = (before: BatchFacts, after: BatchFacts, now: BatchFacts): boolean => {
  const mine = Object.keys(revertChange(before, after))
  return Object.keys(revertChange(after, now)).some((key) => mine.includes(key) || (isTags(key) && mine.some(isTags)))
}
const isTags = (key: string): boolean => key.endsWith('Tags')

type Step = { before: BatchFacts; after: BatchFacts; now: BatchFacts }

/** The fewest requests that restore every ticket, and the ids of tickets that others have changed since (not restored). */
export const undoOf = (steps: readonly Step[]): { calls: UpdateTicketsInput[]; conflicts: string[] } => {
  const groups = new Map<string, { change: BatchChange; ids: string[] }>()
  const conflicts: string[] = []
  for (const { before, after, now } of steps) {
    if (!isChanged(before, after)) continue
    const change = revertChange(before, after)
    if (isTouched(before, after, now)) {
      conflicts.push(before.id)
      continue
    }
    const key = JSON.stringify(change)
    const group = groups.get(key) ?? { change, ids: [] }
    group.ids.push(before.id)
    groups.set(key, group)
  }
  const calls = [...groups.values()].flatMap(({ change, ids }) =>
    inParts(ids).map((ticketIds) => ({ ...change, ticketIds })),
  )
  return { calls, conflicts }
}
