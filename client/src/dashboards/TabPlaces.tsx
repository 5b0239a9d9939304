import { MenuItem } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

/** The staff's tabs as lines of the menu that a phone has in place of the rail. */
export const TabPlaces = () => {
  const tabName = useTabName()
  const { viewer } = useViewer()
  const { toTab } = useGoTo()
  const tabs = tabsOf(viewer)
  if (tabs.length < 2) return null
  return tabs.map((tab) => (
    <MenuItem
      key={tab.id}
      onAction={() => toTab(tab)}
      textValue={tabName(tab)}
      icon={<tab.icon aria-hidden className="size-4 text-muted" />}
    >
      {tabName(tab)}
    </MenuItem>
  ))
}
