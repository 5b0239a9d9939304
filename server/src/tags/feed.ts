import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { type DeskTag, readDeskTags } from './deskTag.ts'

/** A changed tag in its current state; null if it was deleted, or is known by another name only. */
export interface TagChange {
  id: string
  tag: DeskTag | null
}

/** Changes of the desk's tags. */
export function tagFeed(identity: Identity): Feed {
  return changeFeed<TagChange>({ topic: 'tags', whose: 'staff', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<TagChange[]> {
  const tags = new Map((await readDeskTags(ids)).map((tag) => [tag.id, tag]))
  return ids.map((id) => ({ id, tag: tags.get(id) ?? null }))
}
