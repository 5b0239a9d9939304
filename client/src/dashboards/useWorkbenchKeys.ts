import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { focusList, useListCommands } from '../tickets/listCommands.ts'
import { clearSelection, useSelection } from '../batches/selection.ts'
import { useViews } from '../views/useViews.ts'
import { type ViewId } from '../views/views.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { focusNextPanel } from './Panel.tsx'
import { tabsOf, type Tab } from './tabs.ts'

type Commands = {
  leave: () => void
  toggleDetails: () => void
  showPalette: () => void
  showShortcuts: () => void
  goTo: (view: ViewId) => void
  toTab: (tab: Tab) => void
}

const move = (by: number): void => {
  focusList()
  useListCommands.getState().commands?.move(by)
}

/** Brings back the search box when the bulk-edit bar or a phone's conversation covers it. */
const search = (leave: () => void): void => {
  const { focusSearch } = useListCommands.getState()
  if (focusSearch) return focusSearch()
  useListCommands.setState({ wantsSearch: true })
  bufferKeysUntilFocus('field')
  if (useSelection.getState().selected.size > 0) clearSelection()
  else leave()
}

/** The shortcuts of the whole page (UI.md); those of a ticket and of the thread are defined there. */
export const useWorkbenchKeys = ({ leave, toggleDetails, showPalette, showShortcuts, goTo, toTab }: Commands): void => {
  const { viewer } = useViewer()
  const views = useViews().map(({ id, key }) => [`g ${key}`, () => goTo(id)] as const)
  const tabs = tabsOf(viewer).map((tab) => [`g ${tab.key}`, () => toTab(tab)] as const)
  useShortcuts({
    ...Object.fromEntries([...views, ...tabs]),
    '$mod+k': showPalette,
    '?': showShortcuts,
    '/': () => search(leave),
    j: () => move(1),
    k: () => move(-1),
    u: () => {
      leave()
      focusList()
    },
    '.': toggleDetails,
    F6: () => focusNextPanel(false),
    'Shift+F6': () => focusNextPanel(true),
  })
}
