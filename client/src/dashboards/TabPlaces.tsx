import { Bookmark } from 'lucide-react'
import { isStaff } from '../lib/roles.ts'
import { useSavedViewsQuery } from '../tickets/views.generated.ts'
import { MenuItem } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

/** Saved views and the staff's tabs as lines of the menu that a phone has in place of the rail. */
export const TabPlaces = () => {
  const tabName = useTabName()
  const { viewer } = useViewer()
  const { toTab, toSaved } = useGoTo()
  const [{ data }] = useSavedViewsQuery({ pause: !isStaff(viewer.role) })
  const tabs = tabsOf(viewer)
  if (tabs.length < 2) return null
  const views = (data?.savedViews ?? []).map((view) => (
    <MenuItem
      key={view.id}
      onAction={() => toSaved(view)}
      textValue={view.name}
      icon={<Bookmark aria-hidden className="size-4 text-muted" />}
    >
      {view.name}
    </MenuItem>
  ))
  const places = tabs.map((tab) => (
    <MenuItem
      key={tab.id}
      onAction={() => toTab(tab)}
      textValue={tabName(tab)}
      icon={<tab.icon aria-hidden className="size-4 text-muted" />}
    >
      {tabName(tab)}
    </MenuItem>
  ))
  return [...views, ...places]
}
