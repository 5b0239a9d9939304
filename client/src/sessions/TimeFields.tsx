import type { ZonedDateTime } from '@internationalized/date'
import { toTimeZone } from '@internationalized/date'
import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { TimeZoneSelect } from '../ui/TimeZoneSelect.tsx'
import type { PlannedTime } from './plannedTime.ts'
import { WhenField } from './WhenField.tsx'

const LENGTHS = [15, 30, 45, 60, 90, 120]

type Props = { time: PlannedTime; onChange: (time: PlannedTime) => void; withLength?: boolean }

/** When a session starts, in which time zone, and how long it takes. */
export const TimeFields = ({ time, onChange, withLength }: Props) => {
  const t = useTranslations('sessions')
  const lengths = LENGTHS.includes(time.minutes) ? LENGTHS : [...LENGTHS, time.minutes].toSorted((a, b) => a - b)
  return (
    <>
      <WhenField name="startsAt" value={time.at} onChange={(at) => onChange({ ...time, at })} />
      <div className="grid grid-cols-1 gap-4 tablet:grid-cols-2">
        <TimeZoneSelect
          label={t('timeZone')}
          value={time.at?.timeZone ?? time.zone}
          onChange={(zone) => onChange({ ...time, zone, at: time.at && sameClock(time.at, zone) })}
        />
        {withLength && (
          <Select
            label={t('length')}
            value={String(time.minutes)}
            onChange={(minutes) => onChange({ ...time, minutes: Number(minutes) })}
            choices={lengths.map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))}
          />
        )}
      </div>
    </>
  )
}

/** What the clock shows stays: somebody who chooses a time zone means 9:00 there. */
const sameClock = (at: ZonedDateTime, zone: string): ZonedDateTime => {
  const { year, month, day, hour, minute } = at
  return toTimeZone(at, zone).set({ year, month, day, hour, minute })
}
