import { ChartColumn, Handshake, Inbox, MonitorPlay, ScrollText, Store, Users, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { lazily } from '../lib/lazily.ts'
import type { Role } from '../lib/roles.ts'
import type { Viewer } from '../viewer/useViewer.ts'
import { usePendingCount } from '../requests/usePendingCount.ts'
import { useInvitationCount, useWaitingShopCount } from '../people/useCounts.ts'
import { useLiveCount } from '../screenshare/useActiveShares.ts'
import { useUnclaimedCount } from '../views/useCounts.ts'
import type { dashboardStrings } from './strings.ts'
import { TAB_ROUTES, type TabId, type TabPath } from './tabRoutes.ts'

const RequestsTab = lazily(() => import('./RequestsTab.tsx'), 'RequestsTab')

const AuditScreen = lazily(() => import('./AuditScreen.tsx'), 'AuditScreen')

const UsersTab = lazily(() => import('./UsersTab.tsx'), 'UsersTab')
const AnalyticsScreen = lazily(() => import('./AnalyticsScreen.tsx'), 'AnalyticsScreen')
const SellersTab = lazily(() => import('./SellersTab.tsx'), 'SellersTab')
const LiveTab = lazily(() => import('./LiveTab.tsx'), 'LiveTab')

/** A tab of staff or sellers: its address and its pending count. */
export type Tab = {
  id: TabId
  path: TabPath
  /** The role that names the tab, where a desk has its own term for it. */
  namedAs?: Role
  icon: LucideIcon
  roles: readonly Role[]
  /** What is pending there: a hook that counts it, and its name in strings.ts. Omitted if the tab has none. */
  pending?: { useCount: () => number; name: keyof typeof dashboardStrings.pending }
  /** The page; the tickets tab is the workbench. */
  Screen?: ComponentType
  /** The second key after `g`. */
  key: string
}

const tab = (id: TabId, more: Omit<Tab, 'id' | 'path' | 'roles'>): Tab => ({ id, ...TAB_ROUTES[id], ...more })

/** All tabs, in order. Its name is in strings.ts under `tabs`. */
export const TABS: Tab[] = [
  tab('tickets', { icon: Inbox, pending: { useCount: useUnclaimedCount, name: 'unclaimed' }, key: 't' }),
  tab('users', {
    icon: Users,
    pending: { useCount: useInvitationCount, name: 'invitations' },
    Screen: UsersTab,
    key: 'p',
  }),
  tab('sellers', {
    namedAs: 'SELLER',
    icon: Store,
    pending: { useCount: useWaitingShopCount, name: 'shops' },
    Screen: SellersTab,
    key: 'o',
  }),
  tab('requests', {
    icon: Handshake,
    pending: { useCount: usePendingCount, name: 'requests' },
    Screen: RequestsTab,
    key: 'q',
  }),
  tab('live', { icon: MonitorPlay, pending: { useCount: useLiveCount, name: 'shares' }, Screen: LiveTab, key: 'l' }),
  tab('analytics', { icon: ChartColumn, Screen: AnalyticsScreen, key: 'y' }),
  tab('audit', { icon: ScrollText, Screen: AuditScreen, key: 'a' }),
  tab('shopTickets', { icon: Inbox, key: 't' }),
  tab('shopAnalytics', { icon: ChartColumn, Screen: AnalyticsScreen, key: 'y' }),
]

/** The tabs of a user. Buyers have none. */
export const tabsOf = ({ role }: Viewer): Tab[] => TABS.filter(({ roles }) => roles.includes(role))
