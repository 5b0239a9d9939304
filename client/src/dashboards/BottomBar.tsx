import { Ellipsis, SquarePen, type LucideIcon } from 'lucide-react'
import { Suspense } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { lazily } from '../lib/lazily.ts'
import { Count } from '../ui/Count.tsx'
import type { Counts } from '../views/useCounts.ts'
import { useListSearch } from '../views/useTicketSearch.ts'
import { useViews } from '../views/useViews.ts'
import { viewNamed, type View, type ViewId } from '../views/views.ts'

const MoreMenu = lazily(() => import('./MoreMenu.tsx'), 'MoreMenu')

const SHOWN = 3
const ITEM =
  'inset-ring-focus relative flex h-14 min-w-0 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4'

type Props = {
  counts: Counts | undefined
  onNewTicket: () => void
  onView: (view: ViewId) => void
  /** Whether the menu offers to request a chat, to those who can. */
  withRequest?: boolean
  /** Whether something other than tickets is on screen. */
  elsewhere?: boolean
}

/** The navigation on a phone: three views, a new ticket, and the rest in a menu. */
export const BottomBar = ({ counts, onNewTicket, onView, withRequest = false, elsewhere = false }: Props) => {
  const t = useTranslations('tickets')
  const [search] = useListSearch()
  const views = useViews()
  const current = elsewhere ? undefined : viewNamed(views, search.view)
  const go = (view: View) => onView(view.id)
  const rest = views.slice(SHOWN)
  const countOf = (view: View): number => (counts && view.count?.(counts)) ?? 0

  return (
    <nav aria-label={t('navigation')} className="flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
      {views.slice(0, SHOWN).map((view) => (
        <Button
          key={view.id}
          onPress={() => go(view)}
          aria-current={view === current ? 'page' : undefined}
          className={classes(ITEM, view === current ? 'font-medium text-accent-text' : 'text-muted')}
        >
          <Item icon={view.icon} count={countOf(view)} countLabel={t('ticketsCounted', { count: countOf(view) })}>
            {t(`views.${view.id}`)}
          </Item>
        </Button>
      ))}
      <Button onPress={onNewTicket} className={classes(ITEM, 'text-muted')}>
        <Item icon={SquarePen}>{t('newTicket')}</Item>
      </Button>
      <Suspense fallback={<span className={ITEM} />}>
        <MoreMenu
          views={rest}
          counts={counts}
          onView={go}
          withRequest={withRequest}
          trigger={
            <Button
              className={classes(
                ITEM,
                !current || rest.includes(current) ? 'font-medium text-accent-text' : 'text-muted',
              )}
            >
              <Item icon={Ellipsis}>{t('more')}</Item>
            </Button>
          }
        />
      </Suspense>
    </nav>
  )
}

const Item = ({
  icon: Icon,
  count = 0,
  countLabel = '',
  children,
}: {
  icon: LucideIcon
  count?: number
  countLabel?: string
  children: string
}) => (
  <>
    <Icon aria-hidden className="size-5" />
    <span className="line-clamp-2 max-w-full px-0.5 text-center leading-3 wrap-anywhere">{children}</span>
    {count > 0 && (
      <span className="absolute top-1 start-1/2 ms-2 rounded-full bg-sunken px-1 text-[0.625rem] leading-3.5 text-muted">
        <Count count={count} label={countLabel} most={99} />
      </span>
    )}
  </>
)
