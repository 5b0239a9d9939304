import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useTicketId } from '../tickets/knownTickets.ts'
import { useTicketSearch } from '../tickets/useTicketSearch.ts'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import {
  useChatRequestChangedSubscription,
  useParticipationChangedSubscription,
  type ChatRequestRowFragment,
} from './requests.generated.ts'

/** A toast that can be acted on stays longer than others, in milliseconds. */
const SHOWN_MS = 15_000

/** Tells buyers and sellers what became of what they asked, wherever they are. Nothing on screen of its own. */
export const Answers = () => {
  const { viewer } = useViewer()
  return isStaff(viewer.role) ? null : <Telling />
}

const Telling = () => {
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
    // Being let in is told by the answer to the request, or by the list where there was none.
    const { ticket, ticketId } = data.participationChanged
    if (ticket) return data
    // What is open of it goes from the screen as well: it is not theirs to read any more.
    if (ticketId === openId) change({ ticket: undefined, message: undefined })
    toast(t('youAreOut'))
    return data
  })

  return null
}
