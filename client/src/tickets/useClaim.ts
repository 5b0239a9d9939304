import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { toast } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useNumbers } from './useChangeText.ts'
import { useClaimSteps, type ClaimableTicket as Ticket } from './useClaimSteps.ts'

type Step = {
  act: (ticket: Ticket) => Promise<boolean>
  undo: (ticket: Ticket) => Promise<void>
  textOf: (done: Ticket[]) => string
}

const canClaim = (ticket: Ticket): boolean => ticket.viewerCanClaim && !ticket.assignee

/** Does a step for each ticket, then reports those for which it was done, with a button that undoes them. */
const change = async (tickets: Ticket[], { act, undo, textOf }: Step, undoText: string): Promise<void> => {
  const begun = beginChange()
  const isDone = await Promise.all(tickets.map(act))
  const done = tickets.filter((_, at) => isDone[at])
  if (done.length === 0) return begun.failed()
  begun.done(textOf(done), undoText, () => done.forEach((ticket) => void undo(ticket)))
}

/** Claiming and unclaiming tickets. If several agents claim one at once, the first gets it and the others see who did. */
export const useClaim = () => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const numbersOf = useNumbers()
  const { claim, unclaim, undoClaim, undoUnclaim } = useClaimSteps()

  /** Agents unclaim their own tickets, admins any. */
  const canUnclaim = ({ assignee }: Ticket): boolean =>
    isStaff(viewer.role) && assignee !== null && (assignee.id === viewer.id || viewer.role === 'ADMIN')

  const claimed = (done: Ticket[]) =>
    done.length === 1 ? t('claimed', { number: done[0]!.number }) : t('didClaim', { tickets: numbersOf(done) })
  const unclaimed = (done: Ticket[]) =>
    done.length === 1 ? t('unclaimed', { number: done[0]!.number }) : t('didUnassign', { tickets: numbersOf(done) })
  const claimAll = (tickets: Ticket[]) => change(tickets, { act: claim, undo: undoClaim, textOf: claimed }, t('undo'))
  const unclaimAll = (tickets: Ticket[]) =>
    change(tickets, { act: unclaim, undo: undoUnclaim, textOf: unclaimed }, t('undo'))

  /** Shows why a ticket cannot be claimed. */
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
    /** For shortcuts, which also work where no button is: claims those it can, and shows why if it can claim none. */
    tryClaim: (tickets: readonly Ticket[]): void => {
      const free = tickets.filter(canClaim)
      if (free.length > 0) return void claimAll(free)
      if (isStaff(viewer.role) && tickets[0]) explain(tickets[0])
    },
    tryUnclaim: (tickets: readonly Ticket[]): void => {
      const mine = tickets.filter(canUnclaim)
      if (mine.length > 0) void unclaimAll(mine)
    },
  }
}
