import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignMutation } from './assignee.generated.ts'
import { useClaimMutation, useUnclaimMutation } from './claim.generated.ts'
import {
  TicketDetailsDocument,
  type TicketDetailsQuery,
  type TicketDetailsQueryVariables,
  type TicketRowFragment,
} from './tickets.generated.ts'
import { suggestedIdsOf } from './shownSuggestions.ts'

export type ClaimableTicket = Pick<TicketRowFragment, 'id' | 'number' | 'assignee' | 'viewerCanClaim'>

/** Claims, unclaims and assigns one ticket. Each shows why it failed and returns whether it was done. */
const useSendClaim = () => {
  const t = useTranslations('tickets')
  const [, sendClaim] = useClaimMutation()
  const [, sendUnclaim] = useUnclaimMutation()
  const [, sendAssign] = useAssignMutation()
  return {
    claim: async ({ id }: ClaimableTicket): Promise<boolean> => {
      // Without a version: a new message is no reason to reject a claim, and the server knows who was first.
      const { data } = await sendClaim({ input: { ticketId: id, suggestedIds: suggestedIdsOf(id) } })
      return !toastRefusal(data?.claim, t('changeFailed'))
    },
    unclaim: async ({ id }: ClaimableTicket): Promise<boolean> => {
      const { data } = await sendUnclaim({ input: { ticketId: id } })
      return !toastRefusal(data?.unclaim, t('changeFailed'))
    },
    assign: async ({ id }: ClaimableTicket, agentId: string): Promise<boolean> => {
      const { data } = await sendAssign({ input: { ticketId: id, agentId } })
      return !toastRefusal(data?.assign, t('changeFailed'))
    },
  }
}

/** Claims and unclaims one ticket, and undoes either later unless another agent has claimed the ticket since. */
export const useClaimSteps = () => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const client = useClient()
  const { claim, unclaim, assign } = useSendClaim()

  /** The present assignee, or null for none; undefined if it cannot be read. */
  const currentAssignee = async ({ id }: ClaimableTicket) => {
    const { data } = await client
      .query<TicketDetailsQuery, TicketDetailsQueryVariables>(
        TicketDetailsDocument,
        { id },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (!data?.ticket) toast(t('changeFailed'), { tone: 'problem' })
    return data?.ticket?.assignee
  }
  const sayTaken = (ticket: ClaimableTicket, name: string) =>
    toast(t('takenBy', { number: ticket.number, name }), { tone: 'problem' })

  const undoClaim = async (ticket: ClaimableTicket): Promise<void> => {
    const assignee = await currentAssignee(ticket)
    if (assignee && assignee.id !== viewer.id) return void sayTaken(ticket, assignee.name)
    if (assignee && (await unclaim(ticket))) toast(t('unclaimed', { number: ticket.number }))
  }

  /** Returns the ticket to its previous assignee. */
  const undoUnclaim = async (ticket: ClaimableTicket): Promise<void> => {
    const [previous, assignee] = [ticket.assignee!, await currentAssignee(ticket)]
    if (assignee) return void sayTaken(ticket, assignee.name)
    if (assignee === undefined) return
    const isMine = previous.id === viewer.id
    if (!(isMine ? await claim(ticket) : await assign(ticket, previous.id))) return
    toast(
      isMine
        ? t('claimed', { number: ticket.number })
        : t('didAssign', { tickets: ticket.number, name: previous.name }),
    )
  }

  return { claim, unclaim, undoClaim, undoUnclaim }
}
