import { useTranslations } from 'use-intl'
import { toastRefusal } from '../ui/toasts.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignMutation } from './assignee.generated.ts'
import type { TicketRowFragment } from './tickets.generated.ts'
import { suggestedIdsOf } from './shownSuggestions.ts'
import { useClaim } from './useClaim.ts'

type Ticket = Pick<TicketRowFragment, 'id' | 'number' | 'assignee' | 'viewerCanClaim'>

/** Assigns a ticket to a staff member, or unassigns it. */
export const useAssign = (ticket: Ticket) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const { canClaim, claim } = useClaim()
  const [, send] = useAssignMutation()

  return {
    assign: async (person: PersonFieldsFragment | null): Promise<void> => {
      // Assigning an unassigned ticket to oneself is a claim, so that it fails if another agent was faster.
      if (person?.id === viewer.id && canClaim(ticket)) return claim(ticket)
      const { data } = await send({
        input: { ticketId: ticket.id, agentId: person?.id ?? null, suggestedIds: suggestedIdsOf(ticket.id) },
      })
      toastRefusal(data?.assign, t('changeFailed'))
    },
  }
}
