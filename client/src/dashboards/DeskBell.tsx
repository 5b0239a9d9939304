import { useLocation } from '@tanstack/react-router'
import { useGo } from '../lib/useGo.ts'
import { Bell } from '../notifications/Bell.tsx'
import type { NotificationFieldsFragment } from '../notifications/notifications.generated.ts'
import { useChangeSearch } from '../views/useTicketSearch.ts'
import { TABS } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

const REQUESTS = '/admin/requests'

/** The notification bell. A notification opens its message, its ticket or the chat requests. */
export const DeskBell = () => {
  const go = useGo()
  const pathname = useLocation({ select: (location) => location.pathname })
  const change = useChangeSearch()
  const { toTicket } = useGoTo()
  const isTab = TABS.some(({ path, Screen }) => Screen && pathname.startsWith(path))

  const open = ({ kind, ticket, messageId }: NotificationFieldsFragment) => {
    if (kind === 'CHAT_REQUEST') return go({ to: REQUESTS })
    if (!ticket) return
    const message = messageId ?? undefined
    if (isTab) toTicket(ticket.number, message)
    else change({ ticket: ticket.number, message })
  }
  return <Bell onOpen={open} />
}
