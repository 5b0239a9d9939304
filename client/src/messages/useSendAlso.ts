import type { Mode } from '../lib/writingModes.ts'
import { useClaim } from '../tickets/useClaim.ts'
import { isDone } from '../tickets/useTicketActions.ts'
import type { ReplyActionsInput } from './messages.generated.ts'
import { useThreadTicket } from './threadTicket.ts'

/** What staff can do to the ticket with the sending of a message. */
export type AlsoDo = 'resolve' | 'claim'

/** What can be done to the ticket with what is written in this mode, and how. */
export const useSendAlso = (isOfStaff: boolean, mode: Mode) => {
  const { canClaim, claim } = useClaim()
  const ticket = useThreadTicket()
  const isReply = isOfStaff && mode !== 'note' && ticket !== undefined
  return {
    ticket,
    mayResolve: isReply && ticket.viewerCanClose && !isDone(ticket.status),
    mayClaim: isReply && canClaim(ticket),
    /** Adds it to what a message sets. A claim goes on its own, so that it fails if another agent was faster. */
    set: (actions: ReplyActionsInput | undefined, what: AlsoDo | undefined): ReplyActionsInput | undefined => {
      if (what === 'claim' && ticket) void claim(ticket)
      return what === 'resolve' ? { ...actions, status: 'RESOLVED' } : actions
    },
  }
}
