import { Inbox, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Role } from '../lib/roles.ts'
import type { Viewer } from '../viewer/useViewer.ts'
import { useUnclaimedCount } from '../tickets/useCounts.ts'

/** One of the staff's tabs: an address of its own, and what needs attention there. */
export type Tab = {
  id: TabId
  path: `/admin${string}`
  icon: LucideIcon
  roles: Role[]
  /** A hook: how much waits there. Left out where nothing ever does. */
  useCount?: () => number
  /** What is at the address; the tickets' tab is the workbench itself. */
  Screen?: ComponentType
  /** The second key after `g`. */
  key: string
}
export type TabId = 'tickets'

/** Every tab of the staff, in order. Its name stands in words.ts under `tabs`. */
export const TABS: Tab[] = [
  { id: 'tickets', path: '/admin', icon: Inbox, roles: ['AGENT', 'ADMIN'], useCount: useUnclaimedCount, key: 't' },
]

/** The tabs that somebody has. Buyers and sellers have none. */
export const tabsOf = ({ role }: Viewer): Tab[] => TABS.filter(({ roles }) => roles.includes(role))
