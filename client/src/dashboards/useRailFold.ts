import { useRememberedFlag } from '../lib/useRememberedFlag.ts'

/** Whether the rail is folded, on every page of the desk alike, and what turns it over. */
export const useRailFold = (): { railFolded: boolean; foldRail: () => void } => {
  const [railFolded, fold] = useRememberedFlag('rail.folded', false)
  return { railFolded, foldRail: () => fold(!railFolded) }
}
