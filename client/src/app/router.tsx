import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { BuyerDashboard } from '../dashboards/BuyerDashboard.tsx'
import { SellerDashboard } from '../dashboards/SellerDashboard.tsx'
import { StaffDashboard } from '../dashboards/StaffDashboard.tsx'
import { TabPage } from '../dashboards/TabPage.tsx'
import { readTabSearch } from '../dashboards/tabSearch.ts'
import { TABS, type Tab } from '../dashboards/tabs.ts'
import type { Role } from '../lib/roles.ts'
import { parseSearch, stringifySearch } from '../lib/searchText.ts'
import { readTicketSearch } from '../tickets/search.ts'
import { NotFound } from './NotFound.tsx'
import { RoleGate } from './RoleGate.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const dashboard = <const P extends string>(path: P, roles: Role[], page: ReactNode) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: readTicketSearch,
    component: () => <RoleGate roles={roles}>{page}</RoleGate>,
  })

/** One of the staff's tabs, at an address of its own. */
const tabPage = (tab: Tab) =>
  createRoute({
    getParentRoute: () => root,
    path: tab.path,
    validateSearch: readTabSearch,
    component: () => (
      <RoleGate roles={tab.roles}>
        <TabPage tab={tab} />
      </RoleGate>
    ),
  })

const moved = <const P extends string>(path: P, to: '/dashboard/chat' | '/seller/chat') =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => {
      throw redirect({ to, replace: true })
    },
  })

/** An address of ours to go on to after signing in, never another site's. */
const isLocal = (value: unknown): value is string => typeof value === 'string' && /^\/(?![/\\])/.test(value)

const routes = [
  // Nobody belongs at `/` itself: everybody is sent to their own dashboard.
  createRoute({ getParentRoute: () => root, path: '/', component: () => <RoleGate roles={[]} /> }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: ({ next }: Record<string, unknown>): { next?: string } => ({
      next: isLocal(next) ? next : undefined,
    }),
    component: lazyRouteComponent(() => import('../viewer/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('../people/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('../viewer/SetupPage.tsx'), 'SetupPage'),
  }),
  dashboard('/dashboard/chat', ['BUYER'], <BuyerDashboard />),
  dashboard('/seller/chat', ['SELLER'], <SellerDashboard />),
  dashboard('/admin', ['AGENT', 'ADMIN'], <StaffDashboard />),
  ...TABS.filter(({ Screen }) => Screen).map((tab) => tabPage(tab)),
  moved('/dashboard/support', '/dashboard/chat'),
  moved('/seller/support', '/seller/chat'),
] as const

/** Every address of the client. */
export const createAppRouter = () =>
  createRouter({
    routeTree: root.addChildren(routes),
    parseSearch,
    stringifySearch,
    scrollRestoration: false,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
