import type { ReactNode } from 'react'
import { CaseActions } from './CaseActions.tsx'
import type { DisputedTicketFragment } from './cases.generated.ts'
import { CaseState } from './CaseState.tsx'
import { ShopDeadline } from './ShopDeadline.tsx'

type Props = {
  /** Undefined until it is loaded. */
  ticket: DisputedTicketFragment | undefined
  /** The section around it; it is omitted if there is nothing to show. */
  children: (content: ReactNode) => ReactNode
}

/** The dispute of a ticket, in its details: where it stands, and what the viewer can do. */
export const TicketCase = ({ ticket, children }: Props) => {
  if (!ticket || !(ticket.case || ticket.viewerCanEscalate || ticket.shopResponseDueAt)) return null
  return children(
    <div className="flex flex-col gap-3">
      {ticket.case ? <CaseState ticket={ticket} dispute={ticket.case} /> : <ShopDeadline ticket={ticket} />}
      <CaseActions key={ticket.id} ticket={ticket} />
    </div>,
  )
}
