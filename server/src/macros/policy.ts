import type { Viewer } from '../viewer/viewer.ts'

/** The fields of a macro that permissions depend on. */
export interface MacroFacts {
  ownerId: string
  isShared: boolean
}

/** Macros can be changed by their owner, shared ones also by admins. */
export const canChangeMacro = (viewer: Pick<Viewer, 'id' | 'role'>, macro: MacroFacts): boolean =>
  viewer.id === macro.ownerId || (macro.isShared && viewer.role === 'admin')

/** Only its owner can share or unshare a macro: admins could not see it afterwards. */
export const canShareOrNot = (viewer: Pick<Viewer, 'id'>, macro: MacroFacts, isShared: boolean): boolean =>
  macro.isShared === isShared || viewer.id === macro.ownerId
