import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Corner } from '../ui/Corner.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useAnalyticsChangedSubscription, useDeskTimeZoneQuery } from './analytics.generated.ts'
import { Controls } from './Controls.tsx'
import { ScopeContext } from './figures.ts'
import { instantsOf, type Period, periodBefore, periodOf, type PeriodSearch } from './period.ts'
import { SECTIONS } from './sections.ts'

/** What the page shows, as the address holds it. */
export type AnalyticsSearch = PeriodSearch & { clock?: string; by?: string }

type Props = {
  search: AnalyticsSearch
  onChange: (change: AnalyticsSearch) => void
  onOpenTicket: (number: string) => void
}

/** The figures of a period, kept up to date. */
export const AnalyticsPage = ({ search, onChange, onOpenTicket }: Props) => {
  const t = useTranslations('analytics')
  const [{ data, error }, load] = useDeskTimeZoneQuery({ requestPolicy: 'cache-and-network' })
  const timeZone = data?.deskTimeZone
  const period = timeZone ? periodOf(search, timeZone) : undefined
  return (
    <div className="flex h-full min-h-0 flex-col bg-canvas">
      <header className="flex shrink-0 flex-col gap-3 border-b border-line bg-surface px-3 py-3 tablet:px-5">
        <div className="flex items-start gap-3">
          <Title timeZone={timeZone} />
          <Corner />
        </div>
        {period && <Controls search={search} period={period} onChange={onChange} />}
        {period && <Comparison period={period} />}
      </header>
      {period && timeZone ? (
        <Sections search={search} period={period} timeZone={timeZone} onChange={onChange} onOpenTicket={onOpenTicket} />
      ) : (
        error && <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={load} />
      )}
    </div>
  )
}

const Title = ({ timeZone }: { timeZone: string | undefined }) => {
  const t = useTranslations('analytics')
  const { role } = useViewer().viewer
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <h1 className="text-lg font-semibold">{t('title')}</h1>
      <p className="text-sm text-muted">
        {t(role === 'ADMIN' ? 'ofDesk' : role === 'AGENT' ? 'ofAgent' : 'ofShop')}
        {timeZone && ` · ${t('daysIn', { zone: timeZone.replaceAll('_', ' ') })}`}
      </p>
    </div>
  )
}

const Comparison = ({ period }: { period: Period }) => {
  const t = useTranslations('analytics')
  const { dateTime } = useFormatter()
  const { from, last } = periodBefore(period)
  const text = (day: Period['from']) => dateTime(day.toDate('UTC'), { dateStyle: 'medium', timeZone: 'UTC' })
  return <p className="text-sm text-muted">{t('comparedWith', { from: text(from), to: text(last) })}</p>
}

type SectionsProps = Props & { period: Period; timeZone: string }

const Sections = ({ search, period, timeZone, onChange, onOpenTicket }: SectionsProps) => {
  const t = useTranslations('analytics')
  const [changes, setChanges] = useState(0)
  useAnalyticsChangedSubscription({}, (_before, change) => {
    setChanges((count) => count + 1)
    return change
  })
  const clock = search.clock === 'working' ? 'WORKING' : 'WALL'
  const scope = {
    variables: { ...instantsOf(period, timeZone), clock },
    period,
    changes,
    by: search.by,
    chooseBy: (by: string) => onChange({ by }),
    openTicket: onOpenTicket,
  } as const
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={t('title')}
      className="inset-ring-focus min-h-0 flex-1 overflow-auto p-3 tablet:p-5"
    >
      <div className="mx-auto flex max-w-[90rem] flex-col gap-4">
        <ScopeContext value={scope}>
          {SECTIONS.map((Part) => (
            <Part key={Part.name} />
          ))}
        </ScopeContext>
      </div>
    </div>
  )
}
