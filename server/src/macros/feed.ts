import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { type Macro, readMacros } from './macro.ts'

/** A changed macro in its current state; null if it was deleted or is no longer shared with the viewer. */
export interface MacroChange {
  id: string
  macro: Macro | null
}

/** Changes of the viewer's own macros and of shared ones. */
export function macroFeed(identity: Identity): Feed {
  return changeFeed<MacroChange>({ topic: 'macros', whose: 'both', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<MacroChange[]> {
  const macros = new Map((await readMacros(ids)).map((macro) => [macro.id, macro]))
  return ids.map((id) => ({ id, macro: macros.get(id) ?? null }))
}
