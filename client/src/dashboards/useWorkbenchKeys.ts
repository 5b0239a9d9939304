import { useShortcuts } from '../lib/shortcuts.ts'
import { useListCommands } from '../tickets/listCommands.ts'
import { viewsOf, type ViewId } from '../tickets/views.ts'
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

const focusList = (): void => document.querySelector<HTMLElement>('[data-ticket-list]')?.focus()

const move = (by: number): void => {
  focusList()
  useListCommands.getState().commands?.move(by)
}

/** The shortcuts of the whole page (UI.md); a ticket's and the thread's own live with them. */
export const useWorkbenchKeys = ({ leave, toggleDetails, showPalette, showShortcuts, goTo, toTab }: Commands): void => {
  const { viewer } = useViewer()
  const views = viewsOf(viewer).map(({ id, key }) => [`g ${key}`, () => goTo(id)] as const)
  const tabs = tabsOf(viewer).map((tab) => [`g ${tab.key}`, () => toTab(tab)] as const)
  useShortcuts({
    ...Object.fromEntries([...views, ...tabs]),
    '$mod+k': showPalette,
    '?': showShortcuts,
    '/': () => useListCommands.getState().focusSearch?.(),
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
