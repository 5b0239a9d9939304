import { Suspense, type ReactNode } from 'react'
import { PanelLeftClose, PanelLeftOpen, SquarePen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { lazily } from '../lib/lazily.ts'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { DeskMark } from '../ui/DeskMark.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { RailTags } from '../views/RailTags.tsx'
import { RailView } from './RailView.tsx'
import type { Counts, TagCounts } from '../views/useCounts.ts'
import { useListSearch } from '../views/useTicketSearch.ts'
import { useViews } from '../views/useViews.ts'
import { viewNamed, type ViewId } from '../views/views.ts'

const SavedViews = lazily(() => import('../views/SavedViews.tsx'), 'SavedViews')
const AccountMenu = lazily(() => import('./AccountMenu.tsx'), 'AccountMenu')

type Props = {
  folded: boolean
  /** Undefined where the width decides. */
  onFold?: () => void
  counts: Counts | undefined
  tags: TagCounts
  onNewTicket: () => void
  onShortcuts: () => void
  onView: (view: ViewId, tag?: string[]) => void
  /** The staff's tabs. */
  tabs?: ReactNode
  /** Shown next to the name of the desk. */
  beside?: ReactNode
  /** Whether the ticket views are shown; false where something other than tickets is on screen. */
  withViews?: boolean
}

/** The navigation panel: views with their counts, tags, the account. */
export const Rail = ({
  folded,
  onFold,
  counts,
  tags,
  onNewTicket,
  onShortcuts,
  onView,
  tabs,
  beside,
  withViews = true,
}: Props) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [search] = useListSearch()
  const views = useViews()
  const current = viewNamed(views, search.view)

  return (
    <div className={classes('flex h-full flex-col gap-3', folded ? 'items-center px-2' : 'px-3')}>
      <RailHeader folded={folded} onFold={onFold} beside={beside} />
      {folded ? (
        <IconButton
          icon={SquarePen}
          label={t('newTicket')}
          onPress={onNewTicket}
          className="bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent"
        />
      ) : (
        <Button variant="primary" onPress={onNewTicket}>
          <SquarePen aria-hidden className="size-4" />
          {t('newTicket')}
        </Button>
      )}
      {tabs}
      {withViews ? (
        <nav aria-label={t('navigation')} className="flex min-h-0 w-full flex-1 flex-col gap-4 overflow-auto">
          <ul className="flex flex-col gap-0.5">
            {views.map((view) => (
              <li key={view.id}>
                <RailView
                  view={view}
                  count={counts ? (view.count?.(counts) ?? 0) : 0}
                  isCurrent={view === current && !search.tag && !search.q && !search.saved}
                  folded={folded}
                  onPress={() => onView(view.id)}
                />
              </li>
            ))}
          </ul>
          {isStaff(viewer.role) && (
            <Suspense>
              <SavedViews folded={folded} />
            </Suspense>
          )}
          {!folded && tags.length > 0 && (
            <RailTags
              tags={tags}
              chosen={search.tag ?? []}
              onChoose={(tag) => (tag ? onView('tagged', tag) : onView(views[0]!.id))}
            />
          )}
        </nav>
      ) : (
        <div className="flex-1" />
      )}
      <footer className="flex h-14 w-full shrink-0 items-center border-t border-line">
        <Suspense>
          <AccountMenu folded={folded} onShortcuts={onShortcuts} />
        </Suspense>
      </footer>
    </div>
  )
}

const RailHeader = ({ folded, onFold, beside }: Pick<Props, 'folded' | 'onFold' | 'beside'>) => {
  const t = useTranslations('tickets')
  const { desk } = useViewer()
  return (
    <header className={classes('flex min-h-12 shrink-0 items-center gap-1', folded ? 'flex-col pt-2' : 'ps-2')}>
      {folded && !onFold && <DeskMark label={desk.name} size="sm" />}
      {!folded && (
        <span className="min-w-0 flex-1 truncate font-semibold">
          {desk.logoUrl ? <DeskMark label={desk.name} size="sm" /> : desk.name}
        </span>
      )}
      {beside}
      {onFold && (
        <IconButton
          icon={folded ? PanelLeftOpen : PanelLeftClose}
          label={folded ? t('unfold') : t('fold')}
          onPress={onFold}
        />
      )}
    </header>
  )
}
