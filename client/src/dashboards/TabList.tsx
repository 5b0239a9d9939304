import { useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { RailItem } from '../ui/RailItem.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { usePending } from './usePending.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf, type Tab } from './tabs.ts'

/** The staff tabs, each with its pending count. Empty for everyone else. */
export const TabList = ({ folded, alone = false }: { folded: boolean; alone?: boolean }) => {
  const t = useTranslations('dashboards')
  const { viewer } = useViewer()
  const pathname = useLocation({ select: (location) => location.pathname })
  const tabs = tabsOf(viewer)
  if (tabs.length < 2) return null
  return (
    <nav aria-label={t('tabList')} className={classes('w-full shrink-0', !alone && 'border-b border-line pb-3')}>
      <ul className="flex flex-col gap-0.5">
        {tabs.map((tab) => (
          <li key={tab.id}>
            <TabItem
              tab={tab}
              isCurrent={pathname.replace(/\/+$/, '') === tab.path}
              // Below the tab of the tickets is the view that is open.
              isAround={!alone}
              folded={folded}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

type ItemProps = { tab: Tab; isCurrent: boolean; isAround: boolean; folded: boolean }

const TabItem = ({ tab, isCurrent, isAround, folded }: ItemProps) => {
  const { path, icon, key } = tab
  const name = useTabName()(tab)
  const { count, label } = usePending(tab)
  const navigate = useNavigate()
  return (
    <RailItem
      icon={icon}
      label={name}
      keys={`g ${key}`}
      count={count}
      countLabel={label}
      isCurrent={isCurrent}
      isAround={isAround}
      folded={folded}
      onPress={() => void navigate({ to: path } as never)}
    />
  )
}
