import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readViewsOf, type SavedView } from './reads.ts'

/** A changed view in its current state; null if it was deleted or is no longer shared with the viewer. */
export interface ViewChange {
  id: string
  view: SavedView | null
}

/** Changes of the viewer's own views and of shared ones. */
export function viewFeed(identity: Identity): Feed {
  return changeFeed<ViewChange>({ topic: 'saved_views', whose: 'both', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<ViewChange[]> {
  const views = new Map((await readViewsOf(ids)).map((view) => [view.id, view]))
  return ids.map((id) => ({ id, view: views.get(id) ?? null }))
}
