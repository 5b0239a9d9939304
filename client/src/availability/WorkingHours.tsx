import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import { useSetWorkingHoursMutation, type PersonWorkFragment } from './availability.generated.ts'
import { DayHours } from './DayHours.tsx'
import { TimeZone } from './TimeZone.tsx'
import { intervalsOf, isValidWeek, WEEKDAYS, weekOf, type Hours } from './week.ts'
import type { Weekday } from './availability.generated.ts'

/** The working week of a staff member as a form: intervals for each weekday, in their time zone. */
export const WorkingHours = ({ person }: { person: PersonWorkFragment }) => {
  const t = useTranslations('availability')
  const saved = person.workingHours
  const [{ fetching }, send] = useSetWorkingHoursMutation()
  const [week, setWeek] = useState(() => weekOf(saved?.intervals ?? []))
  // Nobody without hours has chosen a time zone.
  const [timeZone, setTimeZone] = useState(() =>
    saved && saved.intervals.length > 0 ? saved.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
  const [problem, setProblem] = useState<string | null>(null)

  const change = (day: Weekday, hours: Hours[]) => {
    setProblem(null)
    setWeek((before) => ({ ...before, [day]: hours }))
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isValidWeek(week)) return setProblem(t('wrongOrder'))
    void send({ input: { userId: person.id, timeZone, intervals: intervalsOf(week) } }).then(({ data }) => {
      const refused = refusalOf(data?.setWorkingHours, t('failed'))
      if (refused) return setProblem(refused)
      toast(t('hoursSaved'))
    })
  }
  return (
    <Form onSubmit={onSubmit} aria-labelledby="working-hours" className="flex flex-col gap-3">
      <div>
        <h3 id="working-hours" className="text-sm font-medium">
          {t('hours')}
        </h3>
        <p className="text-xs text-muted">{t('hoursHint')}</p>
      </div>
      <TimeZone value={timeZone} onChange={setTimeZone} />
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {WEEKDAYS.map((day) => (
          <DayHours key={day} day={day} hours={week[day]} onChange={(hours) => change(day, hours)} />
        ))}
      </ul>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {t('save')}
      </Button>
    </Form>
  )
}
