import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useAssignMutation } from './assignee.generated.ts'
import { useClaimMutation, useUnclaimMutation } from './claim.generated.ts'
import {
  TicketDetailsDocument,
  type TicketDetailsQuery,
  type TicketDetailsQueryVariables,
  type TicketRowFragment,
} from './tickets.generated.ts'
import { useNumbers } from './useChangeText.ts'

type Ticket = Pick<TicketRowFragment, 'id' | 'number' | 'assignee' | 'viewerCanClaim'>

/** Taking tickets, and giving them back. Of several who claim at once one wins; the others read who it was. */
export const useClaim = () => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const client = useClient()
  const numbersOf = useNumbers()
  const [, sendClaim] = useClaimMutation()
  const [, sendUnclaim] = useUnclaimMutation()
  const [, sendAssign] = useAssignMutation()

  const canClaim = (ticket: Ticket): boolean => ticket.viewerCanClaim && !ticket.assignee
  /** One's own; admins anybody's. */
  const canUnclaim = ({ assignee }: Ticket): boolean =>
    isStaff(viewer.role) && assignee !== null && (assignee.id === viewer.id || viewer.role === 'ADMIN')

  /** Each says why it failed; returns whether it was done. */
  const take = async (ticket: Ticket): Promise<boolean> => {
    // No version is sent: a message that came meanwhile is no reason to refuse, and who was faster the server tells.
    const { data } = await sendClaim({ input: { ticketId: ticket.id } })
    return !toastRefusal(data?.claim, t('changeFailed'))
  }
  const giveBack = async (ticket: Ticket): Promise<boolean> => {
    const { data } = await sendUnclaim({ input: { ticketId: ticket.id } })
    return !toastRefusal(data?.unclaim, t('changeFailed'))
  }
  const giveTo = async (ticket: Ticket, agentId: string): Promise<boolean> => {
    const { data } = await sendAssign({ input: { ticketId: ticket.id, agentId } })
    return !toastRefusal(data?.assign, t('changeFailed'))
  }

  /** Who has it at this moment, null for nobody; undefined where that cannot be read. */
  const currentAssignee = async (ticket: Ticket) => {
    const { data } = await client
      .query<TicketDetailsQuery, TicketDetailsQueryVariables>(
        TicketDetailsDocument,
        { id: ticket.id },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (!data?.ticket) toast(t('changeFailed'), { tone: 'problem' })
    return data?.ticket?.assignee
  }
  const keeps = (ticket: Ticket, name: string) =>
    toast(t('takenBy', { number: ticket.number, name }), { tone: 'problem' })

  /** Undoing a claim, a while later: whoever was given the ticket meanwhile keeps it. */
  const undoClaim = async (ticket: Ticket): Promise<void> => {
    const holder = await currentAssignee(ticket)
    if (holder && holder.id !== viewer.id) return void keeps(ticket, holder.name)
    if (holder && (await giveBack(ticket))) toast(t('unclaimed', { number: ticket.number }))
  }

  /** Undoing an unclaim: back to whom it was taken from, unless somebody else has taken it since. */
  const undoUnclaim = async (ticket: Ticket): Promise<void> => {
    const [before, holder] = [ticket.assignee!, await currentAssignee(ticket)]
    if (holder) return void keeps(ticket, holder.name)
    if (holder === undefined) return
    const isMine = before.id === viewer.id
    if (!(isMine ? await take(ticket) : await giveTo(ticket, before.id))) return
    toast(
      isMine ? t('claimed', { number: ticket.number }) : t('didAssign', { tickets: ticket.number, name: before.name }),
    )
  }

  type Step = { act: typeof take; undo: (ticket: Ticket) => Promise<void>; textOf: (done: Ticket[]) => string }
  const change = async (tickets: Ticket[], { act, undo, textOf }: Step): Promise<void> => {
    const begun = beginChange()
    const isDone = await Promise.all(tickets.map(act))
    const done = tickets.filter((_, at) => isDone[at])
    if (done.length === 0) return begun.failed()
    begun.done(textOf(done), t('undo'), () => done.forEach((ticket) => void undo(ticket)))
  }
  const claimAll = (tickets: Ticket[]) =>
    change(tickets, {
      act: take,
      undo: undoClaim,
      textOf: (done) =>
        done.length === 1 ? t('claimed', { number: done[0]!.number }) : t('didClaim', { tickets: numbersOf(done) }),
    })
  const unclaimAll = (tickets: Ticket[]) =>
    change(tickets, {
      act: giveBack,
      undo: undoUnclaim,
      textOf: (done) =>
        done.length === 1
          ? t('unclaimed', { number: done[0]!.number })
          : t('didUnassign', { tickets: numbersOf(done) }),
    })

  /** Why a ticket cannot be claimed. */
  const explain = ({ assignee, number }: Ticket): void => {
    if (!assignee) toast(t('cannotClaim', { number }), { tone: 'problem' })
    else if (assignee.id === viewer.id) toast(t('alreadyYours', { number }))
    else toast(t('takenBy', { number, name: assignee.name }), { tone: 'problem' })
  }

  return {
    canClaim,
    canUnclaim,
    claim: (ticket: Ticket) => claimAll([ticket]),
    unclaim: (ticket: Ticket) => unclaimAll([ticket]),
    /** For the keys, which work where no button is: those that can be, and why when none can. */
    tryClaim: (tickets: readonly Ticket[]): void => {
      const free = tickets.filter(canClaim)
      if (free.length > 0) return void claimAll(free)
      if (isStaff(viewer.role) && tickets[0]) explain(tickets[0])
    },
    tryUnclaim: (tickets: readonly Ticket[]): void => {
      const claimed = tickets.filter(canUnclaim)
      if (claimed.length > 0) void unclaimAll(claimed)
    },
  }
}
