import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { type Macro, readMacros } from './macro.ts'

/** A macro of which all staff are told: as it is now, or null once it is gone or nobody else's business. */
export interface MacroChange {
  id: string
  macro: Macro | null
}

/** The shared macros as they change. */
export function macroFeed(identity: Identity): Feed {
  return changeFeed<MacroChange>({ topic: 'macros', whose: 'staff', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<MacroChange[]> {
  const macros = new Map((await readMacros(ids)).map((macro) => [macro.id, macro]))
  return ids.map((id) => ({ id, macro: macros.get(id) ?? null }))
}
