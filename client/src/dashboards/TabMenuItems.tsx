import { Bookmark } from 'lucide-react'
import { useSavedViews } from '../views/savedViews.ts'
import { Badge } from '../ui/Badge.tsx'
import { MenuItem } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { usePending } from './usePending.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf, type Tab } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

/** Saved views and staff tabs with their pending counts, as menu items for phones. */
export const TabMenuItems = () => {
  const tabName = useTabName()
  const { viewer } = useViewer()
  const { toTab, toSaved } = useGoTo()
  const saved = useSavedViews()
  const tabs = tabsOf(viewer)
  if (tabs.length < 2) return null
  const views = saved.map((view) => (
    <MenuItem
      key={view.id}
      onAction={() => toSaved(view)}
      textValue={view.name}
      icon={<Bookmark aria-hidden className="size-4 text-muted" />}
    >
      {view.name}
    </MenuItem>
  ))
  const tabItems = tabs.map((tab) => (
    <MenuItem
      key={tab.id}
      onAction={() => toTab(tab)}
      textValue={tabName(tab)}
      icon={<tab.icon aria-hidden className="size-4 text-muted" />}
      count={<Pending tab={tab} />}
    >
      {tabName(tab)}
    </MenuItem>
  ))
  return [...views, ...tabItems]
}

const Pending = ({ tab }: { tab: Tab }) => <Badge {...usePending(tab)} />
