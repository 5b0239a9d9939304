import { builder } from '../graphql/builder.ts'
import { TicketPriority, TicketStatus } from './schema.enums.ts'

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

/** What a change of many tickets, a batch and a reply may set alike: input fields, each of which may be left out. */
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

/** Where a change came from a macro. */
export function macroField(t: InputFields) {
  return t.id({ description: 'The macro that it came from: its use is counted.' })
}
