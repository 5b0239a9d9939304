import { Minus, Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import type { Weekday } from './availability.generated.ts'
import { Moment } from './Moment.tsx'
import { addHours, dayName, type Hours } from './week.ts'

type Props = { day: Weekday; hours: Hours[]; onChange: (hours: Hours[]) => void }

/** The hours of one weekday: none, or one interval below the other. */
export const DayHours = ({ day, hours, onChange }: Props) => {
  const t = useTranslations('availability')
  const name = dayName(useLocale(), day)
  const set = (at: number, part: Partial<Hours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <li className="flex min-h-11 items-start gap-2 px-3 py-1.5">
      <span className="w-24 shrink-0 py-1.5 text-sm">{name}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {hours.map((one, at) => (
          // Rows have no identity of their own.
          // oxlint-disable-next-line no-array-index-key
          <div key={at} className="flex items-center gap-1.5">
            <Moment
              type="time"
              label={t('fromOn', { day: name })}
              value={one.from}
              onChange={(from) => set(at, { from })}
            />
            <span aria-hidden className="text-subtle">
              –
            </span>
            <Moment
              type="time"
              label={t('untilOn', { day: name })}
              value={one.until === '24:00' ? '00:00' : one.until}
              onChange={(until) => set(at, { until })}
            />
          </div>
        ))}
        {hours.length === 0 && <span className="py-1.5 text-sm text-muted">{t('dayOff')}</span>}
      </div>
      {hours.length > 0 && (
        <IconButton
          icon={Minus}
          label={t('removeInterval', { day: name })}
          onPress={() => onChange(hours.slice(0, -1))}
        />
      )}
      {hours.length < 4 && (
        <IconButton icon={Plus} label={t('addInterval', { day: name })} onPress={() => onChange(addHours(hours))} />
      )}
    </li>
  )
}
