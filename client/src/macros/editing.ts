import type { TicketPriority, TicketStatus } from '../messages/messages.generated.ts'
import type { MacroFieldsFragment, SaveMacroInput } from './macros.generated.ts'

/** The values of the macro editor. `keep` changes nothing; an assignee is `me`, `unassigned` or a user's id. */
export type Draft = {
  name: string
  body: string
  isShared: boolean
  status: TicketStatus | 'keep'
  priority: TicketPriority | 'keep'
  assignee: string
  team: string
  addTags: string[]
  removeTags: string[]
}

/** The initial values of the editor. */
export const draftOf = (macro: MacroFieldsFragment | null): Draft => {
  const { status, priority, assignTo, assignee, team, addTags, removeTags } = macro?.actions ?? {}
  const to = { ME: 'me', NOBODY: 'unassigned', PERSON: assignee?.id ?? 'keep' } as const
  return {
    name: macro?.name ?? '',
    body: macro?.body ?? '',
    isShared: macro?.isShared ?? false,
    status: status ?? 'keep',
    priority: priority ?? 'keep',
    assignee: assignTo ? to[assignTo] : 'keep',
    team: team ?? 'keep',
    addTags: addTags ?? [],
    removeTags: removeTags ?? [],
  }
}

/** The mutation input. */
export const inputOfDraft = ({ status, priority, assignee, team, ...draft }: Draft, id?: string): SaveMacroInput => ({
  ...draft,
  ...(id && { id }),
  status: status === 'keep' ? null : status,
  priority: priority === 'keep' ? null : priority,
  team: team === 'keep' ? null : team,
  assignTo: assignee === 'keep' ? null : assignee === 'me' ? 'ME' : assignee === 'unassigned' ? 'NOBODY' : 'PERSON',
  assigneeId: ['keep', 'me', 'unassigned'].includes(assignee) ? null : assignee,
})
