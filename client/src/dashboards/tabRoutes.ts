import type { Role } from '../lib/roles.ts'

type TabRoute = { path: `/admin${string}`; roles: Role[] }

/** The routes of the staff pages and their roles, separate from the pages, which are loaded on demand. */
export const TAB_ROUTES = {
  tickets: { path: '/admin', roles: ['AGENT', 'ADMIN'] },
  users: { path: '/admin/users', roles: ['ADMIN'] },
  sellers: { path: '/admin/sellers', roles: ['ADMIN'] },
  requests: { path: '/admin/requests', roles: ['AGENT', 'ADMIN'] },
  live: { path: '/admin/live', roles: ['AGENT', 'ADMIN'] },
  audit: { path: '/admin/audit', roles: ['ADMIN'] },
} as const satisfies Record<string, TabRoute>

export type TabId = keyof typeof TAB_ROUTES
