import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readViewsOf, type SavedView } from './reads.ts'

/** A view that changed: as it is now, or null once it is gone or somebody else's alone. */
export interface ViewChange {
  id: string
  view: SavedView | null
}

/** One's own views and the shared ones, as they change. */
export function viewFeed(identity: Identity): Feed {
  return changeFeed<ViewChange>({ topic: 'saved_views', whose: 'both', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<ViewChange[]> {
  const views = new Map((await readViewsOf(ids)).map((view) => [view.id, view]))
  return ids.map((id) => ({ id, view: views.get(id) ?? null }))
}
