import type { TicketDetailFragment } from '../tickets/tickets.generated.ts'
import { isDone } from '../tickets/useTicketActions.ts'
import { useTicketSuggestionsQuery } from './suggestions.generated.ts'

/** The suggestions for a ticket that is not done; only for staff. Undefined until they are known. */
export const useSuggestions = (ticket: TicketDetailFragment) => {
  const [{ data }] = useTicketSuggestionsQuery({
    variables: { id: ticket.id },
    pause: !ticket.viewerCanManage || isDone(ticket.status),
    // Availability and load change all the time.
    requestPolicy: 'cache-and-network',
  })
  return data?.ticket?.id === ticket.id ? data.ticket : undefined
}
