import { Suspense } from 'react'
import { BottomBar } from './BottomBar.tsx'
import { Rail } from './Rail.tsx'
import { lazily } from '../lib/lazily.ts'
import { useViews } from '../views/useViews.ts'
import { MediaOverlays } from './MediaOverlays.tsx'
import { DeskBell } from './DeskBell.tsx'
import { Overlays } from './Overlays.tsx'
import { PhoneCorner } from './PhoneCorner.tsx'
import { TabFrameContext } from './tabFrame.ts'
import { TabList } from './TabList.tsx'
import type { TabId } from './tabRoutes.ts'
import { TABS } from './tabs.ts'
import { useDesk } from './useDesk.ts'
import { useGoTo } from './useGoTo.ts'
import { useOverlay } from './useOverlay.ts'
import { useRailFold } from './useRailFold.ts'
import { useTabKeys } from './useTabKeys.ts'
import { useTitle } from './useTitle.ts'

const TeamFeed = lazily(() => import('../tickets/TeamFeed.tsx'), 'TeamFeed')
const ConnectionBar = lazily(() => import('./ConnectionBar.tsx'), 'ConnectionBar')

/** A staff page other than the tickets: the rail and live updates around the tab's screen. */
export const TabPage = ({ id }: { id: TabId }) => {
  const Screen = TABS.find((tab) => tab.id === id)?.Screen
  const [overlay, setOverlay] = useOverlay()
  const { railFolded, foldRail } = useRailFold()
  const { counts } = useDesk(useViews()[0]!, {}, false)
  const { toTab, toTicket, toView, toSearch } = useGoTo()
  useTitle(counts?.unreadUpTo100 ?? 0, undefined)
  useTabKeys({ showPalette: () => setOverlay('palette'), showShortcuts: () => setOverlay('shortcuts') })

  const newTicket = () => setOverlay('new')
  const frame = {
    railFolded,
    rail: (folded: boolean, canFold: boolean) => (
      <Rail
        folded={folded}
        onFold={canFold ? foldRail : undefined}
        counts={counts}
        tags={[]}
        onNewTicket={newTicket}
        onShortcuts={() => setOverlay('shortcuts')}
        onView={toView}
        tabs={<TabList folded={folded} alone />}
        beside={<DeskBell />}
        withViews={false}
      />
    ),
    bottomBar: <BottomBar counts={counts} onNewTicket={newTicket} onView={toView} elsewhere />,
  }
  return (
    <div className="flex h-full flex-col">
      <Suspense>
        <ConnectionBar />
      </Suspense>
      <Suspense>
        <TeamFeed />
      </Suspense>
      <MediaOverlays />
      <PhoneCorner>
        <TabFrameContext value={frame}>
          <Suspense>{Screen && <Screen key={id} />}</Suspense>
        </TabFrameContext>
      </PhoneCorner>
      <Overlays
        overlay={overlay}
        onOverlay={setOverlay}
        onOpenTicket={toTicket}
        onSearch={toSearch}
        onCreated={toTicket}
        onView={toView}
        onTab={toTab}
      />
    </div>
  )
}
