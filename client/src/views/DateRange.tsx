import { parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DateRangePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
  RangeCalendar,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { INPUT } from '../ui/Field.tsx'
import { POPOVER } from '../ui/Popover.tsx'
import { partsOf, readPeriod } from './period.ts'

type Props = { label: string; value: string | undefined; onChange: (period: string) => void }

const ROUND =
  'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11'
const SEGMENT =
  'rounded-sm px-0.5 outline-none focus:bg-accent focus:text-on-accent data-placeholder:text-subtle data-placeholder:focus:text-on-accent'
const DAY =
  'flex size-9 cursor-pointer items-center justify-center rounded-md text-base tabular-nums outline-none hover:bg-hover focus-visible:ring-2 focus-visible:ring-focus outside-month:invisible selected:bg-selected selection-start:bg-accent selection-start:text-on-accent selection-end:bg-accent selection-end:text-on-accent pointer-coarse:size-11'

/** The first and the last day of a period, typed or chosen from a calendar. */
export const DateRange = ({ label, value, onChange }: Props) => {
  const t = useTranslations('views')
  const parts = value ? partsOf(value) : null
  const chosen = parts && 'from' in parts ? { start: parseDate(parts.from), end: parseDate(parts.last) } : null
  return (
    <DateRangePicker
      aria-label={label}
      value={chosen}
      onChange={(next) => {
        const period = next && readPeriod(`${next.start.toString()}..${next.end.toString()}`)
        if (period) onChange(period)
      }}
      shouldForceLeadingZeros
    >
      <Group className={classes(INPUT, 'flex h-9 items-center ps-2 pe-0.5 text-sm pointer-coarse:h-11')}>
        <DateInput slot="start" className="flex items-center tabular-nums">
          {(segment) => <DateSegment segment={segment} className={SEGMENT} />}
        </DateInput>
        <span aria-hidden className="px-1 text-subtle">
          –
        </span>
        <DateInput slot="end" className="flex min-w-0 flex-1 items-center tabular-nums">
          {(segment) => <DateSegment segment={segment} className={SEGMENT} />}
        </DateInput>
        <Button className={ROUND} aria-label={t('calendar')}>
          <CalendarDays aria-hidden className="size-4" />
        </Button>
      </Group>
      <Popover className={POPOVER}>
        <Dialog className="p-3 outline-none">
          <RangeCalendar>
            <div className="flex items-center justify-between gap-2 pb-2">
              <Button slot="previous" className={ROUND}>
                <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              </Button>
              <Heading className="text-base font-semibold" />
              <Button slot="next" className={ROUND}>
                <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
              </Button>
            </div>
            <CalendarGrid className="[&_th]:pb-1 [&_th]:text-xs [&_th]:font-medium [&_th]:text-subtle">
              {(date) => <CalendarCell date={date} className={DAY} />}
            </CalendarGrid>
          </RangeCalendar>
        </Dialog>
      </Popover>
    </DateRangePicker>
  )
}
