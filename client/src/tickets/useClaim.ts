import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useClaimMutation, useUnclaimMutation } from './claim.generated.ts'
import {
  TicketDetailsDocument,
  type TicketDetailsQuery,
  type TicketDetailsQueryVariables,
  type TicketRowFragment,
} from './tickets.generated.ts'

type Ticket = Pick<TicketRowFragment, 'id' | 'number' | 'assignee' | 'viewerCanClaim'>

/** Taking tickets, and giving them back. Of several who claim at once one wins; the others read who it was. */
export const useClaim = () => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const client = useClient()
  const [, sendClaim] = useClaimMutation()
  const [, sendUnclaim] = useUnclaimMutation()

  const canClaim = (ticket: Ticket): boolean => ticket.viewerCanClaim && !ticket.assignee
  /** One's own; admins anybody's. */
  const canUnclaim = ({ assignee }: Ticket): boolean =>
    isStaff(viewer.role) && assignee !== null && (assignee.id === viewer.id || viewer.role === 'ADMIN')
  const refuse = (problem: string | undefined) => toast(problem ?? t('changeFailed'), { tone: 'problem' })

  const unclaim = async (ticket: Ticket): Promise<void> => {
    const { data } = await sendUnclaim({ input: { ticketId: ticket.id } })
    if (data?.unclaim.errors.length === 0) toast(t('unclaimed', { number: ticket.number }))
    else refuse(data?.unclaim.errors[0]?.message)
  }

  /** Taking back one's claim, a while later: whoever was given the ticket meanwhile keeps it. */
  const undo = async (ticket: Ticket): Promise<void> => {
    const { data } = await client
      .query<TicketDetailsQuery, TicketDetailsQueryVariables>(
        TicketDetailsDocument,
        { id: ticket.id },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    const holder = data?.ticket?.assignee
    if (holder?.id === viewer.id) return unclaim(ticket)
    if (holder) toast(t('takenBy', { number: ticket.number, name: holder.name }), { tone: 'problem' })
    else if (!data) refuse(undefined)
  }

  const claim = async (ticket: Ticket): Promise<void> => {
    // No version is sent: a message that came meanwhile is no reason to refuse, and who was faster the server tells.
    const { data } = await sendClaim({ input: { ticketId: ticket.id } })
    if (data?.claim.errors.length !== 0) return void refuse(data?.claim.errors[0]?.message)
    toast(t('claimed', { number: ticket.number }), {
      action: { label: t('undo'), onPress: () => void undo(ticket) },
    })
  }

  return {
    canClaim,
    canUnclaim,
    claim,
    unclaim,
    /** For the key, which works where no button is: says why when it cannot. */
    tryClaim: (ticket: Ticket): void => {
      if (canClaim(ticket)) return void claim(ticket)
      if (!isStaff(viewer.role)) return
      const { assignee, number } = ticket
      if (!assignee) toast(t('cannotClaim', { number }), { tone: 'problem' })
      else if (assignee.id === viewer.id) toast(t('alreadyYours', { number }))
      else toast(t('takenBy', { number, name: assignee.name }), { tone: 'problem' })
    },
    tryUnclaim: (ticket: Ticket): void => void (canUnclaim(ticket) && unclaim(ticket)),
  }
}
