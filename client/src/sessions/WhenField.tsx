import type { ZonedDateTime } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { INPUT } from '../ui/Field.tsx'
import { POPOVER } from '../ui/Popover.tsx'

type Props = { name: string; value: ZonedDateTime | null; onChange: (value: ZonedDateTime | null) => void }

const ROUND =
  'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11'

/** A date and a time, typed or chosen from a calendar. Its time zone is that of the value. */
export const WhenField = ({ name, value, onChange }: Props) => {
  const t = useTranslations('sessions')
  return (
    <DatePicker
      name={name}
      value={value}
      onChange={onChange}
      granularity="minute"
      hideTimeZone
      isRequired
      shouldForceLeadingZeros
      className="group flex flex-col gap-1"
    >
      <Label className="text-sm font-medium">{t('when')}</Label>
      <Group className={classes(INPUT, 'flex h-9 items-center pe-0.5 pointer-coarse:h-11 group-invalid:border-danger')}>
        <DateInput className="flex min-w-0 flex-1 items-center tabular-nums">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="rounded-sm px-0.5 outline-none focus:bg-accent focus:text-on-accent data-placeholder:text-subtle data-placeholder:focus:text-on-accent"
            />
          )}
        </DateInput>
        <Button className={ROUND} aria-label={t('calendar')}>
          <CalendarDays aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldError className="text-xs text-danger" />
      <Popover className={POPOVER}>
        <Dialog className="p-3 outline-none">
          <Calendar>
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
              {(date) => (
                <CalendarCell
                  date={date}
                  className="flex size-9 cursor-pointer items-center justify-center rounded-md text-base tabular-nums outline-none hover:bg-hover focus-visible:ring-2 focus-visible:ring-focus outside-month:invisible disabled:cursor-default disabled:text-subtle disabled:opacity-50 selected:bg-accent selected:text-on-accent pointer-coarse:size-11"
                />
              )}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}
