import { builder } from '../graphql/builder.ts'
import { TicketPriority, TicketStatus } from './schema.enums.ts'

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

/** The input fields that a bulk update, a batch and a reply have in common; all are optional. */
export function changeFields(t: InputFields) {
  return {
    status: t.field({ type: TicketStatus, description: 'The new status.' }),
    priority: t.field({ type: TicketPriority, description: 'The new priority.' }),
    agentId: t.id({ description: 'A staff member; null to unassign.' }),
    team: t.string({ description: 'A team’s name.' }),
    addTags: t.stringList({ description: 'Tags to add.' }),
    removeTags: t.stringList({ description: 'Tags to remove.' }),
  }
}

/** The macro a change came from. */
export function macroField(t: InputFields) {
  return t.id({ description: 'The macro that the change came from. Its use is counted.' })
}
