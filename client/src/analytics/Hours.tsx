import { useFormatter, useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useAnalyticsHoursQuery } from './analytics.generated.ts'
import type { Column } from './DataTable.tsx'
import { DownloadButton } from './DataTable.tsx'
import { useScope } from './figures.ts'
import { Section } from './Section.tsx'
import { useRefresh } from './useRefresh.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

type Slot = { day: number; hour: number; created: number; resolved: number }

/** When tickets are created: a table of the week’s hours, darker where there are more. Every cell has its number. */
export const Hours = () => {
  const t = useTranslations('analytics')
  const { variables } = useScope()
  const { from, to } = variables
  const [{ data, error }, load] = useAnalyticsHoursQuery({
    variables: { from, to },
    requestPolicy: 'cache-and-network',
  })
  const retry = useRefresh(load)
  const weekday = useWeekday()
  const found = new Map(data?.analytics.breakdown.map((row) => [row.key, row]))
  const slots = DAYS.flatMap((day) =>
    HOURS.map((hour): Slot => {
      const { created = 0, resolved = 0 } = found.get(`${day}-${hour}`) ?? {}
      return { day, hour, created, resolved }
    }),
  )
  const columns: Column<Slot>[] = [
    { name: t('weekday'), value: ({ day }) => weekday(day) },
    { name: t('hour'), value: ({ hour }) => `${hour}:00` },
    { name: t('created'), value: ({ created }) => created },
    { name: t('resolved'), value: ({ resolved }) => resolved },
  ]
  return (
    <Section name={t('hours')} actions={data && <DownloadButton name={t('hours')} columns={columns} rows={slots} />}>
      <p className="text-sm text-muted">{t('hoursHint')}</p>
      {data ? (
        <HoursTable slots={slots} weekday={weekday} />
      ) : error ? (
        <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={retry} />
      ) : (
        <SkeletonRows rows={4} height={44} />
      )}
    </Section>
  )
}

const useWeekday = () => {
  const { dateTime } = useFormatter()
  return (day: number): string => dateTime(MONDAY + (day - 1) * DAY_MS, { weekday: 'short', timeZone: 'UTC' })
}

const HoursTable = ({ slots, weekday }: { slots: Slot[]; weekday: (day: number) => string }) => {
  const t = useTranslations('analytics')
  const most = Math.max(1, ...slots.map(({ created }) => created))
  return (
    <div
      role="region"
      aria-label={t('tableOf', { name: t('hours') })}
      tabIndex={0}
      className="inset-ring-focus overflow-x-auto"
    >
      <table className="w-full min-w-[48rem] table-fixed border-separate border-spacing-px text-xs tabular-nums">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="w-12 py-1 text-start font-medium">
              <span className="sr-only">{t('weekday')}</span>
            </th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col" className="py-1 text-center font-medium">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <tr key={day}>
              <th scope="row" className="py-1 text-start font-medium text-muted">
                {weekday(day)}
              </th>
              {slots
                .filter((slot) => slot.day === day)
                .map(({ hour, created }) => (
                  <td
                    key={hour}
                    style={{ backgroundColor: shade(created / most) }}
                    className="h-8 rounded-sm text-center text-text"
                  >
                    {created || <span className="text-muted">·</span>}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Light enough for the text on it. */
const shade = (share: number): string => `color-mix(in srgb, var(--accent) ${Math.round(share * 45)}%, var(--sunken))`
