import type { Role } from '../lib/roles.ts'

/** The path of a tab. */
export type TabPath = `/admin${string}` | `/seller/${string}`

type TabRoute = { path: TabPath; roles: Role[] }

/** The routes of the pages beside the tickets and their roles, separate from the pages, which are loaded on demand. */
export const TAB_ROUTES = {
  tickets: { path: '/admin', roles: ['AGENT', 'ADMIN'] },
  users: { path: '/admin/users', roles: ['ADMIN'] },
  sellers: { path: '/admin/sellers', roles: ['ADMIN'] },
  requests: { path: '/admin/requests', roles: ['AGENT', 'ADMIN'] },
  analytics: { path: '/admin/analytics', roles: ['AGENT', 'ADMIN'] },
  shopTickets: { path: '/seller/chat', roles: ['SELLER'] },
  shopAnalytics: { path: '/seller/analytics', roles: ['SELLER'] },
  live: { path: '/admin/live', roles: ['AGENT', 'ADMIN'] },
  audit: { path: '/admin/audit', roles: ['ADMIN'] },
} as const satisfies Record<string, TabRoute>

export type TabId = keyof typeof TAB_ROUTES
