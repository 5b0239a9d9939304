import { Suspense, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useIsPhone, useIsTablet, useIsWide } from '../lib/useMedia.ts'
import { Resizer, usePanelSize } from '../ui/Resizer.tsx'
import { Panel } from './Panel.tsx'

const Drawer = lazily(() => import('../ui/Drawer.tsx'), 'Drawer')

const FOLDED_PX = 56
const RAIL_PX = 224

type Props = {
  rail: (folded: boolean, canFold: boolean) => ReactNode
  railFolded: boolean
  bottomBar: ReactNode
  /** Left out where a tab is one panel. */
  list?: ReactNode
  thread: ReactNode
  details?: ReactNode
  /** Whether a ticket is open: on a phone it lies over the list. */
  isOpen: boolean
  detailsOpen?: boolean
  onCloseDetails?: () => void
  /** What the panels are called, where they do not hold tickets. */
  names?: Partial<Record<'list' | 'thread' | 'details', string>>
}

const nowhere = (): void => {}

/** The four panels in the widths of UI.md; on tablets details become a drawer, on phones panels are pushed. */
export const Shell = (props: Props) => (useIsPhone() ? <PhoneShell {...props} /> : <WideShell {...props} />)

const PhoneShell = ({
  bottomBar,
  list,
  thread,
  details,
  isOpen,
  detailsOpen,
  onCloseDetails = nowhere,
  names,
}: Props) => {
  const { listName, threadName, detailsName } = useNames(names)
  return (
    <div className="flex h-full flex-col bg-surface">
      {isOpen ? (
        <Panel as="main" label={threadName} className="flex-1">
          {thread}
        </Panel>
      ) : (
        <>
          <Panel as="main" label={list ? listName : threadName} className="flex-1">
            {list ?? thread}
          </Panel>
          {bottomBar}
        </>
      )}
      <Suspense>
        {isOpen && detailsOpen && (
          <Drawer label={detailsName} isOpen onClose={onCloseDetails}>
            {details}
          </Drawer>
        )}
      </Suspense>
    </div>
  )
}

const WideShell = ({
  rail,
  railFolded,
  list,
  thread,
  details,
  isOpen,
  detailsOpen,
  onCloseDetails = nowhere,
  names,
}: Props) => {
  const t = useTranslations('dashboards')
  const { listName, threadName, detailsName } = useNames(names)
  const isWide = useIsWide()
  const isTablet = useIsTablet()
  const listSize = usePanelSize('list', isWide ? 360 : isTablet ? 300 : 340, 280, isTablet ? 320 : 480)
  const detailsSize = usePanelSize('details', 320, 280, 420)
  const folded = !isWide || railFolded
  const inColumn = isOpen && detailsOpen && !isTablet

  const columns = [
    `${folded ? FOLDED_PX : RAIL_PX}px`,
    ...(list ? [`${listSize.size}px`] : []),
    'minmax(0, 1fr)',
    ...(inColumn ? [`${detailsSize.size}px`] : []),
  ]
  return (
    <div className="grid h-full" style={{ gridTemplateColumns: columns.join(' ') }}>
      <Panel label={t('railPanel')} className="border-r border-line bg-canvas">
        {rail(folded, isWide)}
      </Panel>
      {list && (
        <Panel label={listName} className="relative border-r border-line bg-surface">
          {list}
          <Resizer name={listName} panel={listSize} grows="right" />
        </Panel>
      )}
      <Panel as="main" label={threadName} className="bg-surface">
        {thread}
      </Panel>
      {inColumn && (
        <Panel as="aside" label={detailsName} className="relative border-l border-line bg-surface">
          {details}
          <Resizer name={detailsName} panel={detailsSize} grows="left" />
        </Panel>
      )}
      <Suspense>
        {isTablet && isOpen && detailsOpen && (
          <Drawer label={detailsName} isOpen onClose={onCloseDetails}>
            {details}
          </Drawer>
        )}
      </Suspense>
    </div>
  )
}

const useNames = (names: Props['names']) => {
  const t = useTranslations('dashboards')
  return {
    listName: names?.list ?? t('listPanel'),
    threadName: names?.thread ?? t('threadPanel'),
    detailsName: names?.details ?? t('detailsPanel'),
  }
}
