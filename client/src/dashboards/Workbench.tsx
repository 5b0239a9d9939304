import { MessagesSquare } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { useTargetPicker } from '../ticketList/targetPicker.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ListPanel } from './ListPanel.tsx'
import { MediaOverlays } from './MediaOverlays.tsx'
import { Overlays } from './Overlays.tsx'
import { PhoneCorner } from './PhoneCorner.tsx'
import { Shell } from './Shell.tsx'
import { useRailFold } from './useRailFold.ts'
import { useWorkbench } from './useWorkbench.ts'
import { WorkbenchBottomBar, WorkbenchRail } from './WorkbenchNavigation.tsx'

const ConnectionBar = lazily(() => import('./ConnectionBar.tsx'), 'ConnectionBar')
const ThreadPanel = lazily(() => import('./ThreadPanel.tsx'), 'ThreadPanel')
const TargetPicker = lazily(() => import('../ticketList/TargetPicker.tsx'), 'TargetPicker')
const TagFeed = lazily(() => import('../views/TagFeed.tsx'), 'TagFeed')
const TeamFeed = lazily(() => import('../tickets/TeamFeed.tsx'), 'TeamFeed')
const Welcome = lazily(() => import('../setup/Welcome.tsx'), 'Welcome')
const DetailsPanel = lazily(() => import('./DetailsPanel.tsx'), 'DetailsPanel')

/** The page of every dashboard: the four panels of the viewer's tickets, kept live. */
export const Workbench = ({ withFilters = false, withTags = false }: { withFilters?: boolean; withTags?: boolean }) => {
  const t = useTranslations('dashboards')
  const { railFolded, foldRail } = useRailFold()
  const isPhone = useIsPhone()
  const isPicking = useTargetPicker(({ what }) => what !== null)
  const page = useWorkbench(withTags)
  // Nothing to choose from, whatever the view: the first steps instead.
  const isEmpty = page.navigation.counts?.total === 0 && !page.isSearching
  const welcome = isEmpty && <Welcome onNewTicket={page.navigation.onNewTicket} />
  const { isOpen, view, navigation, found, details, detailsOpen, leave, toggleDetails } = page
  // On a slow line the list comes first.
  const isListed = view.list.total !== undefined || view.list.isRefused || view.list.error !== undefined
  return (
    <div className="flex h-full flex-col">
      <Suspense>
        <ConnectionBar />
      </Suspense>
      <MediaOverlays />
      <PhoneCorner>
        <Shell
          rail={(folded, canFold) => (
            <WorkbenchRail
              {...navigation}
              folded={folded}
              onFold={canFold ? foldRail : undefined}
              tags={page.tags}
              onShortcuts={page.showShortcuts}
            />
          )}
          railFolded={railFolded}
          bottomBar={<WorkbenchBottomBar {...navigation} />}
          list={
            <ListPanel
              {...view}
              withFilters={withFilters}
              empty={isPhone && welcome}
              onNewTicket={navigation.onNewTicket}
            />
          }
          thread={
            isOpen ? (
              <ThreadPanel
                found={found}
                onBack={isPhone ? leave : undefined}
                onLeave={leave}
                detailsOpen={detailsOpen}
                onToggleDetails={toggleDetails}
              />
            ) : (
              // Without the code of conversations, so that it is there with the list.
              isListed && (welcome || <EmptyState icon={MessagesSquare}>{t('noTicket')}</EmptyState>)
            )
          }
          details={<DetailsPanel ticketId={found.id} onClose={details.close} />}
          isOpen={isOpen}
          detailsOpen={detailsOpen}
          onCloseDetails={details.closeDrawer}
        />
      </PhoneCorner>
      <Suspense>{withFilters && isListed && <TagFeed />}</Suspense>
      <Suspense>{(withFilters ? isListed : isOpen) && <TeamFeed />}</Suspense>
      <Suspense>{isPicking && <TargetPicker onChange={page.changeTickets} />}</Suspense>
      <Overlays {...page.overlays} onToggleDetails={toggleDetails} openTicket={page.openTicket} />
    </div>
  )
}
