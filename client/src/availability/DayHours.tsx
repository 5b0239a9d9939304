import { Minus, Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import type { Weekday } from './availability.generated.ts'
import { Moment } from './Moment.tsx'
import { addHours, dayName, type Hours } from './week.ts'

/** The server takes at most 28 a week. */
const INTERVALS_MAX = 4

type Props = { day: Weekday; hours: Hours[]; onChange: (hours: Hours[]) => void }

/** The hours of one weekday: none, or one interval below the other. */
export const DayHours = ({ day, hours, onChange }: Props) => {
  const t = useTranslations('availability')
  const name = dayName(useLocale(), day)
  const set = (at: number, part: Partial<Hours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-2 gap-y-1.5 px-3 py-1.5 tablet:grid-cols-[6rem_1fr_auto]">
      <span className="py-1.5 text-sm">{name}</span>
      <div className="col-span-2 row-start-2 flex min-w-0 flex-col gap-1.5 empty:hidden tablet:col-span-1 tablet:row-start-auto">
        {hours.map((one, at) => (
          // Rows have no identity of their own.
          <div key={at} className="flex items-center gap-1.5">
            <Moment
              type="time"
              label={t('fromOn', { day: name })}
              hideLabel
              value={one.from}
              onChange={(from) => set(at, { from })}
            />
            <span aria-hidden className="text-subtle">
              –
            </span>
            <Moment
              type="time"
              label={t('untilOn', { day: name })}
              hideLabel
              value={one.until === '24:00' ? '00:00' : one.until}
              onChange={(until) => set(at, { until })}
            />
          </div>
        ))}
      </div>
      <div className="flex items-center justify-end gap-1 tablet:col-start-3">
        {hours.length > 0 ? (
          <IconButton
            icon={Minus}
            label={t('removeInterval', { day: name })}
            onPress={() => onChange(hours.slice(0, -1))}
          />
        ) : (
          <span className="px-2 text-sm text-muted">{t('dayOff')}</span>
        )}
        {hours.length < INTERVALS_MAX && (
          <IconButton icon={Plus} label={t('addInterval', { day: name })} onPress={() => onChange(addHours(hours))} />
        )}
      </div>
    </li>
  )
}
