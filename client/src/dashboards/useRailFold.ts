import { useRememberedFlag } from '../lib/useRememberedFlag.ts'
import { useStable } from '../lib/useStable.ts'

/** Whether the sidebar is collapsed, for all pages, and a toggle. */
export const useRailFold = (): { railFolded: boolean; foldRail: () => void } => {
  const [railFolded, fold] = useRememberedFlag('rail.folded', false)
  return { railFolded, foldRail: useStable(() => fold(!railFolded)) }
}
