import { Hourglass, MessageCircleReply, Store, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { isStaff } from '../lib/roles.ts'
import { age, dueTime, fullTime } from '../lib/time.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { TicketRowFragment, WaitingOn } from './tickets.generated.ts'

type Ticket = Pick<
  TicketRowFragment,
  'requester' | 'seller' | 'waitingOn' | 'waitingSince' | 'viewerSide' | 'shopTakesPart' | 'dueAt'
>
type Waits = { icon: LucideIcon; age: string; text: string; isLate?: boolean }

const ICONS: Record<WaitingOn, LucideIcon> = { STAFF: Hourglass, REQUESTER: MessageCircleReply, SHOP: Store }

/** Names whose turn it is to reply in a ticket; null where it has ended. */
export const useTurn = (): ((ticket: Ticket) => string | null) => {
  const t = useTranslations('tickets')
  const { viewer, desk } = useViewer()
  return ({ requester, seller, waitingOn, viewerSide }) => {
    if (!waitingOn) return null
    if (waitingOn === viewerSide && (!isStaff(viewer.role) || waitingOn !== 'STAFF')) return t('yourTurn')
    return t('turnOf', {
      side: waitingOn,
      desk: isolated(desk.name),
      shop: isolated(seller?.shopName ?? requester.name),
      requester: isolated(requester.name),
    })
  }
}

/** How long a ticket has waited, and for whom: for staff if it is their turn or the shop's, for others if it has a shop. */
export const useWaits = (): ((ticket: Ticket, now: Date) => Waits | null) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const turnOf = useTurn()
  return (ticket, now) => {
    const { waitingOn, waitingSince, viewerSide, shopTakesPart, dueAt } = ticket
    if (!waitingOn || !waitingSince) return null
    const isShown = isStaff(viewer.role) ? waitingOn !== 'REQUESTER' : shopTakesPart
    if (!isShown) return null
    const since = age(waitingSince, now)
    const text =
      waitingOn === viewerSide
        ? t('waitingFor', { age: since })
        : t('waitingForParty', { party: turnOf(ticket) ?? '', age: since })
    const icon = waitingOn === viewerSide ? Hourglass : ICONS[waitingOn]
    if (!dueAt) return { icon, age: since, text }
    const isLate = new Date(dueAt) <= now
    const due = t(isLate ? 'overdue' : 'dueBy', { when: fullTime(dueAt) })
    return {
      icon: isLate ? TriangleAlert : icon,
      age: isLate ? t('late') : dueTime(dueAt, now),
      text: `${text}. ${due}`,
      isLate,
    }
  }
}
