import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'

/** Figures have changed; clients read them again. */
export interface FiguresChange {
  id: string
  at: Date
}

/** Changes of the desk's figures for staff, of their shops' for sellers. */
export function figuresFeed(identity: Identity): Feed {
  const load = async (ids: string[]): Promise<FiguresChange[]> => ids.map((id) => ({ id, at: new Date() }))
  return changeFeed({ topic: 'figures', whose: isStaffRole(identity.role) ? 'staff' : 'own', load }, identity)
}
