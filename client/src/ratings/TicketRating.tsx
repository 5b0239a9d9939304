import type { ReactNode } from 'react'
import { GiveRating } from './GiveRating.tsx'
import type { RatedTicketFragment } from './ratings.generated.ts'
import { RatingSummary } from './RatingSummary.tsx'

type Props = {
  /** Undefined until it is loaded. */
  ticket: RatedTicketFragment | undefined
  /** The section around it; it is omitted if there is nothing to show. */
  children: (content: ReactNode) => ReactNode
}

/** The rating of a ticket, in its details: its requester can give or change it, staff see it. */
export const TicketRating = ({ ticket, children }: Props) => {
  if (!ticket || !(ticket.viewerCanRate || ticket.rating)) return null
  return children(
    <>
      {ticket.rating && !(ticket.viewerCanRate && ticket.rating.isCurrent) && <RatingSummary rating={ticket.rating} />}
      {ticket.viewerCanRate && <GiveRating ticket={ticket} />}
    </>,
  )
}
