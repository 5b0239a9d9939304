import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { type Macro, readMacros } from './macro.ts'

/** A macro that changed: as it is now, or null once it is gone or somebody else's alone. */
export interface MacroChange {
  id: string
  macro: Macro | null
}

/** One's own macros and the shared ones, as they change. */
export function macroFeed(identity: Identity): Feed {
  return changeFeed<MacroChange>({ topic: 'macros', whose: 'both', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<MacroChange[]> {
  const macros = new Map((await readMacros(ids)).map((macro) => [macro.id, macro]))
  return ids.map((id) => ({ id, macro: macros.get(id) ?? null }))
}
