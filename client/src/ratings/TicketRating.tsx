import type { ReactNode } from 'react'
import { GiveRating } from './GiveRating.tsx'
import { useTicketRatingQuery } from './ratings.generated.ts'
import { RatingSummary } from './RatingSummary.tsx'

type Props = {
  ticketId: string
  /** The section around it; it is omitted if there is nothing to show. */
  children: (content: ReactNode) => ReactNode
}

/** The rating of a ticket, in its details: its requester can give or change it, staff see it. */
export const TicketRating = ({ ticketId, children }: Props) => {
  const [{ data }] = useTicketRatingQuery({ variables: { ticketId } })
  const ticket = data?.ticket?.id === ticketId ? data.ticket : null
  if (!ticket || !(ticket.viewerCanRate || ticket.rating)) return null
  return children(
    <>
      {ticket.rating && !(ticket.viewerCanRate && ticket.rating.isCurrent) && <RatingSummary rating={ticket.rating} />}
      {ticket.viewerCanRate && <GiveRating ticket={ticket} />}
    </>,
  )
}
