import type { ReplyActionsInput, TicketPriority, TicketStatus } from '../messages/messages.generated.ts'
import type { MacroFieldsFragment } from './macros.generated.ts'

/** Ticket changes applied with the next message; stored with its draft. `assignee: null` unassigns. */
export type Actions = {
  macroId?: string
  status?: TicketStatus
  priority?: TicketPriority
  assignee?: { id: string; name: string } | null
  team?: string
  addTags: string[]
  removeTags: string[]
}

export const NO_ACTIONS: Actions = { addTags: [], removeTags: [] }

/** One pending change, as it can be removed. */
export type Part = 'status' | 'priority' | 'assignee' | 'team' | `+${string}` | `-${string}`

/** The changes of a macro for this user. An assignee who no longer exists is ignored. */
export const actionsOf = ({ id, actions }: MacroFieldsFragment, viewer: { id: string; name: string }): Actions => {
  const { status, priority, assignTo, assignee, team, addTags, removeTags } = actions
  return {
    macroId: id,
    ...(status && { status }),
    ...(priority && { priority }),
    ...(team && { team }),
    ...(assignTo === 'ME' && { assignee: { id: viewer.id, name: viewer.name } }),
    ...(assignTo === 'NOBODY' && { assignee: null }),
    ...(assignTo === 'PERSON' && assignee && { assignee: { id: assignee.id, name: assignee.name } }),
    addTags: [...addTags],
    removeTags: [...removeTags],
  }
}

/** The changes one by one, in display order. */
export const partsOf = (actions: Actions): Part[] => [
  ...(['status', 'priority', 'assignee', 'team'] as const).filter((key) => actions[key] !== undefined),
  ...actions.addTags.map((tag): Part => `+${tag}`),
  ...actions.removeTags.map((tag): Part => `-${tag}`),
]

/** Merges another macro's changes; the later one wins. */
export const together = (first: Actions, then: Actions): Actions => ({
  ...first,
  ...then,
  addTags: [...new Set([...first.addTags.filter((tag) => !then.removeTags.includes(tag)), ...then.addTags])],
  removeTags: [...new Set([...first.removeTags.filter((tag) => !then.addTags.includes(tag)), ...then.removeTags])],
})

/** Removes one change. */
export const without = (actions: Actions, part: Part): Actions => {
  const rest = { ...actions }
  if (part.startsWith('+')) return { ...rest, addTags: rest.addTags.filter((tag) => `+${tag}` !== part) }
  if (part.startsWith('-')) return { ...rest, removeTags: rest.removeTags.filter((tag) => `-${tag}` !== part) }
  delete rest[part as 'status']
  return rest
}

/** As mutation input; undefined if there is nothing to change or to count. */
export const inputOf = (actions: Actions): ReplyActionsInput | undefined => {
  const { assignee, macroId, ...rest } = actions
  if (partsOf(actions).length === 0 && !macroId) return undefined
  return { ...rest, ...(macroId && { macroId }), ...(assignee !== undefined && { agentId: assignee?.id ?? null }) }
}
