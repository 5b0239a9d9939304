import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useSearch,
  type AsyncRouteComponent,
} from '@tanstack/react-router'
import { Suspense } from 'react'
import { TAB_ROUTES, type TabId } from '../dashboards/tabRoutes.ts'
import { readTabSearch } from '../dashboards/tabSearch.ts'
import { notificationSettingsDialog } from '../deliveries/notificationSettingsDialog.ts'
import type { Role } from '../lib/roles.ts'
import { parseSearch, stringifySearch } from '../lib/searchText.ts'
import { type SetupStep, setupStepIn } from '../setup/steps.ts'
import { readTicketSearch } from '../views/search.ts'
import { NotFound } from './NotFound.tsx'
import { RoleGate } from './RoleGate.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

/** A dashboard, loaded while the server is asked who is signed in. */
const dashboard = <const P extends string>(path: P, roles: readonly Role[], Dashboard: AsyncRouteComponent<unknown>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: readTicketSearch,
    beforeLoad: () => void Dashboard.preload?.(),
    component: () => (
      <RoleGate roles={roles}>
        <Suspense>
          <Dashboard />
        </Suspense>
      </RoleGate>
    ),
  })

const TabPage = lazyRouteComponent(() => import('../dashboards/TabPage.tsx'), 'TabPage')

/** A tab with its own URL. */
const tabPage = (id: TabId) => {
  const { path, roles } = TAB_ROUTES[id]
  return createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: readTabSearch,
    beforeLoad: () => void TabPage.preload?.(),
    component: () => (
      <RoleGate roles={roles}>
        <Suspense>
          <TabPage id={id} />
        </Suspense>
      </RoleGate>
    ),
  })
}

const moved = <const P extends string>(path: P, to: '/dashboard/chat' | '/seller/chat') =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => {
      throw redirect({ to, replace: true })
    },
  })

/** The URL to open after sign-in, only on this site. Browsers ignore tabs and line breaks in addresses. */
const isLocal = (value: unknown): value is string =>
  typeof value === 'string' && /^\/(?![/\\\s])[^\t\n\r]*$/.test(value)

const FirstAdmin = lazyRouteComponent(() => import('../setup/FirstAdmin.tsx'), 'FirstAdmin')
const SetupSteps = lazyRouteComponent(() => import('../setup/SetupSteps.tsx'), 'SetupSteps')

/** The first admin's account, by the set-up link, and then the steps, which admins can open at any time. */
const SetupPage = () => {
  const { step } = useSearch({ from: '/setup' })
  if (!step) return <FirstAdmin />
  return (
    <RoleGate roles={['ADMIN']}>
      <Suspense>
        <SetupSteps step={step} />
      </Suspense>
    </RoleGate>
  )
}

const routes = [
  // `/` redirects each user to their dashboard.
  createRoute({ getParentRoute: () => root, path: '/', component: () => <RoleGate roles={[]} /> }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: ({ next, problem }: Record<string, unknown>): { next?: string; problem?: string } => ({
      next: isLocal(next) ? next : undefined,
      problem: typeof problem === 'string' ? problem : undefined,
    }),
    component: lazyRouteComponent(() => import('../viewer/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('../account/ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('../account/ResetPasswordPage.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('../account/SignUpPage.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in/code',
    validateSearch: ({ next }: Record<string, unknown>): { next?: string } => ({
      next: isLocal(next) ? next : undefined,
    }),
    component: lazyRouteComponent(() => import('../viewer/CodePage.tsx'), 'CodePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in/link',
    component: lazyRouteComponent(() => import('../account/SignInLinkPage.tsx'), 'SignInLinkPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/confirm-email',
    component: lazyRouteComponent(() => import('../account/ConfirmEmailPage.tsx'), 'ConfirmEmailPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('../account/AccountPage.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('../people/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join-shop',
    component: lazyRouteComponent(() => import('../shops/JoinShopPage.tsx'), 'JoinShopPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/unsubscribe',
    component: lazyRouteComponent(() => import('../deliveries/UnsubscribePage.tsx'), 'UnsubscribePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rate',
    component: lazyRouteComponent(() => import('../ratings/RatePage.tsx'), 'RatePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/notifications',
    beforeLoad: () => notificationSettingsDialog.open(),
    // Redirects like `/`; whoever has to sign in first comes back here, and the dialog opens then.
    component: () => <RoleGate roles={[]} />,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    validateSearch: ({ token, step }: Record<string, unknown>): { token?: string; step?: SetupStep } => ({
      token: typeof token === 'string' ? token : undefined,
      step: setupStepIn(step),
    }),
    component: SetupPage,
  }),
  dashboard(
    '/dashboard/chat',
    ['BUYER'],
    lazyRouteComponent(() => import('../dashboards/BuyerDashboard.tsx'), 'BuyerDashboard'),
  ),
  dashboard(
    '/seller/chat',
    ['SELLER'],
    lazyRouteComponent(() => import('../dashboards/SellerDashboard.tsx'), 'SellerDashboard'),
  ),
  dashboard(
    TAB_ROUTES.tickets.path,
    TAB_ROUTES.tickets.roles,
    lazyRouteComponent(() => import('../dashboards/StaffDashboard.tsx'), 'StaffDashboard'),
  ),
  ...(['users', 'sellers', 'requests', 'live', 'audit', 'analytics', 'shopAnalytics'] as const).map(tabPage),
  moved('/dashboard/support', '/dashboard/chat'),
  moved('/seller/support', '/seller/chat'),
] as const

/** All routes of the client. */
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
