import type { Viewer } from '../viewer/viewer.ts'

/** What a decision about a macro needs to know of it. */
export interface MacroFacts {
  ownerId: string
  isShared: boolean
}

/** A person's own macros are theirs; shared ones are their owner's and the admins' to change. */
export const canChangeMacro = (viewer: Pick<Viewer, 'id' | 'role'>, macro: MacroFacts): boolean =>
  viewer.id === macro.ownerId || (macro.isShared && viewer.role === 'admin')

/** Only its owner takes a shared macro back: admins could not see it afterwards. */
export const canShareOrNot = (viewer: Pick<Viewer, 'id'>, macro: MacroFacts, isShared: boolean): boolean =>
  macro.isShared === isShared || viewer.id === macro.ownerId
