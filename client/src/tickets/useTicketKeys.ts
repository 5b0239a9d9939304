import { isStaff } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useListCommands } from './listCommands.ts'
import { toggleSelected } from './selection.ts'
import { useTicketDetailsQuery, type TicketDetailFragment, type TicketRowFragment } from './tickets.generated.ts'
import { useClaim } from './useClaim.ts'
import { isDone, useTicketActions } from './useTicketActions.ts'

const NONE = { id: '', number: '', version: 0, status: 'OPEN', priority: 'MEDIUM', isStarred: false } as const

/**
 * The open ticket's shortcuts: `s` star, `e` resolve (and back), `p` priority, `t` tag,
 * `a` assignee. `c` claims and Shift+`c` gives
 * back the ticket the list is on while the focus is there, else the open one;
 * `x` chooses the former for a batch.
 */
export const useTicketKeys = (ticketId: string | undefined, showDetails: () => void): void => {
  const [{ data }] = useTicketDetailsQuery({ variables: { id: ticketId ?? '' }, pause: !ticketId })
  const ticket: TicketDetailFragment | null = data?.ticket?.id === ticketId ? (data?.ticket ?? null) : null
  const { setStatus, toggleStar } = useTicketActions(ticket ?? NONE)
  const { viewer } = useViewer()
  const { tryClaim, tryUnclaim } = useClaim()

  /** The details may have to appear first. */
  const openDetail = (name: string) => {
    showDetails()
    setTimeout(() => {
      document.querySelector<HTMLElement>(`[data-detail="${name}"] button[aria-expanded]`)?.click()
    })
  }

  const withCurrent = (act: (on: TicketRowFragment) => void) => {
    const listed = useListCommands.getState().commands?.current()
    const inList = document.activeElement?.matches('[data-ticket-list]')
    const on = inList ? (listed ?? ticket) : (ticket ?? listed)
    if (on) act(on)
  }

  useShortcuts({
    s: () => ticket && void toggleStar(),
    e: () => ticket?.viewerCanClose && void setStatus(isDone(ticket.status) ? 'OPEN' : 'RESOLVED'),
    p: () => ticket && openDetail('priority'),
    t: () => ticket && openDetail('tags'),
    a: () => ticket?.viewerCanManage && openDetail('assignee'),
    x: () => {
      const listed = useListCommands.getState().commands?.current()
      if (listed && isStaff(viewer.role)) toggleSelected(listed)
    },
    c: () => withCurrent(tryClaim),
    'Shift+c': () => withCurrent(tryUnclaim),
  })
}
