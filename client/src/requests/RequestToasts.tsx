import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useTicketId } from '../tickets/knownTickets.ts'
import { useTicketSearch } from '../views/useTicketSearch.ts'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import {
  useChatRequestChangedSubscription,
  useParticipationChangedSubscription,
  type ChatRequestRowFragment,
} from './requests.generated.ts'

/** A toast that can be acted on stays longer than others, in milliseconds. */
const SHOWN_MS = 15_000

/** Shows toasts to buyers and sellers when their requests are decided. Renders nothing. */
export const RequestToasts = () => {
  const { viewer } = useViewer()
  return isStaff(viewer.role) ? null : <Toasts />
}

const Toasts = () => {
  const t = useTranslations('requests')
  const [search, change] = useTicketSearch()
  const { id: openId } = useTicketId(search.ticket)
  const open = (ticket: string) => ({
    shownMs: SHOWN_MS,
    action: { label: t('openIt'), onPress: () => change({ ticket, message: undefined }) },
  })

  const answer = ({ status, isLiveChat, ticket, note }: ChatRequestRowFragment) => {
    if (status === 'DECLINED')
      toast(note ? t('youWereDeclinedNote', { note }) : t('youWereDeclined'), { tone: 'problem' })
    if (status !== 'ACCEPTED' || !ticket || ticket.number === search.ticket) return
    toast(t(isLiveChat ? 'youGotChat' : 'youWereLetIn', { number: ticket.number }), open(ticket.number))
  }
  useChatRequestChangedSubscription({}, (_before, { chatRequestChanged: request }) => {
    answer(request)
    return { chatRequestChanged: request }
  })
  useParticipationChangedSubscription({}, (_before, data) => {
    // Joining is reported by the request's decision, or by the list if there was no request.
    const { ticket, ticketId } = data.participationChanged
    if (ticket) return data
    // Close the ticket if it is open: they no longer have access.
    if (ticketId === openId) change({ ticket: undefined, message: undefined })
    toast(t('youAreOut'))
    return data
  })

  return null
}
