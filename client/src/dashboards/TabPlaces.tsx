import { Bookmark } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useSavedViews } from '../tickets/savedViews.ts'
import { Badge } from '../ui/Badge.tsx'
import { MenuItem } from '../ui/Menu.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf, type Tab } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

/** Saved views and the staff's tabs, with what waits there, as lines of the menu that a phone has in place of the rail. */
export const TabPlaces = () => {
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
  const places = tabs.map((tab) => (
    <MenuItem
      key={tab.id}
      onAction={() => toTab(tab)}
      textValue={tabName(tab)}
      icon={<tab.icon aria-hidden className="size-4 text-muted" />}
      count={<Waiting tab={tab} />}
    >
      {tabName(tab)}
    </MenuItem>
  ))
  return [...views, ...places]
}

const nothing = (): number => 0

const Waiting = ({ tab: { useCount = nothing } }: { tab: Tab }) => {
  const t = useTranslations('dashboards')
  return <Badge count={useCount()} label={t('waitingHere')} />
}
