import { useDeferredValue } from 'react'
import { useTicketDetailsQuery, type TicketDetailFragment } from './tickets.generated.ts'

/**
 * A ticket's properties; undefined until they are loaded. What changes in them is shown once what is urgent has been painted: each message
 * changes its ticket, and the message comes first. Whoever shows them is to be memoised, or renders twice.
 */
export const useTicketDetail = (ticketId: string) => {
  const [query, again] = useTicketDetailsQuery({ variables: { id: ticketId } })
  const current = query.data?.ticket?.id === ticketId ? query.data.ticket : undefined
  const later: TicketDetailFragment | undefined = useDeferredValue(current)
  return { ticket: later?.id === ticketId ? later : current, query, again }
}
