import { useShortcuts } from '../lib/shortcuts.ts'
import { useTicketDetailsQuery, type TicketDetailFragment } from './tickets.generated.ts'
import { isDone, useTicketActions } from './useTicketActions.ts'

const NONE = { id: '', number: '', version: 0, status: 'OPEN', isStarred: false } as const

/** The open ticket's shortcuts: `s` star, `e` resolve (and back), `p` priority, `t` tag. */
export const useTicketKeys = (ticketId: string | undefined, showDetails: () => void): void => {
  const [{ data }] = useTicketDetailsQuery({ variables: { id: ticketId ?? '' }, pause: !ticketId })
  const ticket: TicketDetailFragment | null = data?.ticket?.id === ticketId ? (data?.ticket ?? null) : null
  const { setStatus, toggleStar } = useTicketActions(ticket ?? NONE)

  /** The details may have to appear first. */
  const openDetail = (name: string) => {
    showDetails()
    setTimeout(() => {
      document.querySelector<HTMLElement>(`[data-detail="${name}"] button[aria-expanded]`)?.click()
    })
  }

  useShortcuts({
    s: () => ticket && void toggleStar(),
    e: () => ticket?.viewerCanClose && void setStatus(isDone(ticket.status) ? 'OPEN' : 'RESOLVED'),
    p: () => ticket && openDetail('priority'),
    t: () => ticket && openDetail('tags'),
  })
}
