import { useTicketDetailsQuery, type TicketDetailFragment } from './tickets.generated.ts'

/** The ticket that is open, once it is loaded. */
export const useOpenTicket = (id: string | undefined): TicketDetailFragment | null => {
  const [{ data }] = useTicketDetailsQuery({ variables: { id: id ?? '' }, pause: !id })
  return data?.ticket?.id === id ? (data?.ticket ?? null) : null
}
