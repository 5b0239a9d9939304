import { useShortcuts } from '../lib/shortcuts.ts'
import { useViews } from '../views/useViews.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { focusNextPanel } from './Panel.tsx'
import { tabsOf } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

type Commands = { showPalette: () => void; showShortcuts: () => void }

/** The shortcuts of every tab page; its screen adds others. */
export const useTabKeys = ({ showPalette, showShortcuts }: Commands): void => {
  const { viewer } = useViewer()
  const { toTab, toView } = useGoTo()
  useShortcuts({
    ...Object.fromEntries(useViews().map(({ id, key }) => [`g ${key}`, () => toView(id)])),
    ...Object.fromEntries(tabsOf(viewer).map((tab) => [`g ${tab.key}`, () => toTab(tab)])),
    '$mod+k': showPalette,
    '?': showShortcuts,
    F6: () => focusNextPanel(false),
    'Shift+F6': () => focusNextPanel(true),
  })
}
