import { Handshake, Inbox, MonitorPlay, ScrollText, Store, Users, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { lazily } from '../lib/lazily.ts'
import type { Role } from '../lib/roles.ts'
import type { Viewer } from '../viewer/useViewer.ts'
import { usePendingCount } from '../requests/usePendingCount.ts'
import { useInvitationCount, useWaitingShopCount } from '../people/useCounts.ts'
import { useLiveCount } from '../screenshare/useActiveShares.ts'
import { useUnclaimedCount } from '../tickets/useCounts.ts'

const RequestsTab = lazily(() => import('./RequestsTab.tsx'), 'RequestsTab')

const AuditScreen = lazily(() => import('./AuditScreen.tsx'), 'AuditScreen')

const UsersTab = lazily(() => import('./UsersTab.tsx'), 'UsersTab')
const SellersTab = lazily(() => import('./SellersTab.tsx'), 'SellersTab')
const LiveTab = lazily(() => import('./LiveTab.tsx'), 'LiveTab')

/** One of the staff's tabs: an address of its own, and what needs attention there. */
export type Tab = {
  id: TabId
  path: `/admin${string}`
  /** The role that it is called by, where a desk has its own word for it. */
  namedAs?: Role
  icon: LucideIcon
  roles: Role[]
  /** A hook: how much waits there. Left out where nothing ever does. */
  useCount?: () => number
  /** What is at the address; the tickets' tab is the workbench itself. */
  Screen?: ComponentType
  /** The second key after `g`. */
  key: string
}
type TabId = 'audit' | 'tickets' | 'users' | 'sellers' | 'requests' | 'live'

/** Every tab of the staff, in order. Its name stands in words.ts under `tabs`. */
export const TABS: Tab[] = [
  { id: 'tickets', path: '/admin', icon: Inbox, roles: ['AGENT', 'ADMIN'], useCount: useUnclaimedCount, key: 't' },
  {
    id: 'users',
    path: '/admin/users',
    icon: Users,
    roles: ['ADMIN'],
    useCount: useInvitationCount,
    Screen: UsersTab,
    key: 'p',
  },
  {
    id: 'sellers',
    path: '/admin/sellers',
    icon: Store,
    roles: ['ADMIN'],
    namedAs: 'SELLER',
    useCount: useWaitingShopCount,
    Screen: SellersTab,
    key: 'o',
  },
  {
    id: 'requests',
    path: '/admin/requests',
    icon: Handshake,
    roles: ['AGENT', 'ADMIN'],
    useCount: usePendingCount,
    Screen: RequestsTab,
    key: 'q',
  },
  {
    id: 'live',
    path: '/admin/live',
    icon: MonitorPlay,
    roles: ['AGENT', 'ADMIN'],
    useCount: useLiveCount,
    Screen: LiveTab,
    key: 'l',
  },
  { id: 'audit', path: '/admin/audit', icon: ScrollText, roles: ['ADMIN'], Screen: AuditScreen, key: 'a' },
]

/** The tabs that somebody has. Buyers and sellers have none. */
export const tabsOf = ({ role }: Viewer): Tab[] => TABS.filter(({ roles }) => roles.includes(role))
