import { Suspense, useEffect, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { onceClosed } from '../lib/onceClosed.ts'
import { useIsPhone, useIsTablet, useIsVeryWide, useIsWide } from '../lib/useMedia.ts'
import { Resizer, usePanelSize } from '../ui/Resizer.tsx'
import { focusShownPanel, Panel } from './Panel.tsx'

const Drawer = lazily(() => import('../ui/Drawer.tsx'), 'Drawer')

const FOLDED_PX = 56
const RAIL_PX = 224

type Props = {
  rail: (folded: boolean, canFold: boolean) => ReactNode
  railFolded: boolean
  bottomBar: ReactNode
  /** Omitted if a tab has one panel. */
  list?: ReactNode
  thread: ReactNode
  details?: ReactNode
  /** Whether a ticket is open; on a phone it covers the list. */
  isOpen: boolean
  detailsOpen?: boolean
  onCloseDetails?: () => void
  /** The names of the panels, if they do not show tickets. */
  names?: Partial<Names>
}

const nowhere = (): void => {}

/** The four panels in the widths of UI.md; on tablets details become a drawer, on phones panels are pushed. */
export const Shell = ({ names, onCloseDetails = nowhere, ...panels }: Props) => {
  const named = useNames(names)
  const isPhone = useIsPhone()
  const inDrawer = useIsTablet() || isPhone
  const { isOpen, detailsOpen, details } = panels
  useKeptFocus(isOpen)
  return (
    <>
      {isPhone ? <Pushed {...panels} names={named} /> : <Beside {...panels} names={named} inDrawer={inDrawer} />}
      <Suspense>
        {inDrawer && isOpen && detailsOpen && (
          <Drawer label={named.details} isOpen onClose={onCloseDetails}>
            {details}
          </Drawer>
        )}
      </Suspense>
    </>
  )
}

let isFirst = true

/** The focus is not lost when another tab is chosen, or on phones another panel is shown. */
const useKeptFocus = (isOpen: boolean): void => {
  const was = useRef(isOpen)
  useEffect(() => {
    if (!isFirst) return onceClosed(() => focusShownPanel(false))
    isFirst = false
    return undefined
  }, [])
  useEffect(() => {
    if (was.current !== isOpen) focusShownPanel(!isOpen)
    was.current = isOpen
  }, [isOpen])
}

type Panels = Omit<Props, 'names' | 'onCloseDetails'> & { names: Names }

/** One panel at a time, as on phones. */
const Pushed = ({ bottomBar, list, thread, isOpen, names }: Panels) => (
  <div className="flex h-full flex-col bg-surface">
    {isOpen ? (
      // Two panels, not one with other content: each has its own focus, and fails alone.
      <Panel key="thread" as="main" label={names.thread} className="flex-1">
        {thread}
      </Panel>
    ) : (
      <>
        <Panel key="list" as="main" label={list ? names.list : names.thread} className="flex-1">
          {list ?? thread}
        </Panel>
        {bottomBar}
      </>
    )}
  </div>
)

/** The panels side by side. */
const Beside = ({
  rail,
  railFolded,
  list,
  thread,
  details,
  isOpen,
  detailsOpen,
  names,
  inDrawer,
}: Panels & { inDrawer: boolean }) => {
  const t = useTranslations('dashboards')
  const isWide = useIsWide()
  const isVeryWide = useIsVeryWide()
  const listSize = usePanelSize('list', isWide ? 360 : inDrawer ? 300 : 340, 280, inDrawer ? 320 : 480)
  const detailsSize = usePanelSize('details', isVeryWide ? 320 : 280, 280, 420)
  const folded = !isWide || railFolded
  const inColumn = isOpen && detailsOpen && !inDrawer

  const columns = [
    `${folded ? FOLDED_PX : RAIL_PX}px`,
    ...(list ? [`${listSize.size}px`] : []),
    'minmax(0, 1fr)',
    ...(inColumn ? [`${detailsSize.size}px`] : []),
  ]
  return (
    <div className="grid h-full" style={{ gridTemplateColumns: columns.join(' ') }}>
      <Panel label={t('railPanel')} className="border-e border-line bg-canvas">
        {rail(folded, isWide)}
      </Panel>
      {list && (
        <Panel label={names.list} className="relative border-e border-line bg-surface">
          {list}
          <Resizer name={names.list} panel={listSize} grows="right" />
        </Panel>
      )}
      <Panel as="main" label={names.thread} className="bg-surface">
        {thread}
      </Panel>
      {inColumn && (
        <Panel as="aside" label={names.details} className="relative border-s border-line bg-surface">
          {details}
          <Resizer name={names.details} panel={detailsSize} grows="left" />
        </Panel>
      )}
    </div>
  )
}

type Names = Record<'list' | 'thread' | 'details', string>

const useNames = (names: Props['names']): Names => {
  const t = useTranslations('dashboards')
  return {
    list: names?.list ?? t('listPanel'),
    thread: names?.thread ?? t('threadPanel'),
    details: names?.details ?? t('detailsPanel'),
  }
}
