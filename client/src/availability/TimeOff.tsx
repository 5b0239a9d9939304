import { Plus, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useAddTimeOffMutation, useRemoveTimeOffMutation, type PersonWorkFragment } from './availability.generated.ts'
import { Moment } from './Moment.tsx'

/** Planned time off of a staff member, in the viewer's time zone, and a form to add some. */
export const TimeOff = ({ person }: { person: PersonWorkFragment }) => {
  const t = useTranslations('availability')
  const [{ fetching }, remove] = useRemoveTimeOffMutation()
  const times = person.timeOff ?? []
  return (
    <section aria-labelledby="time-off" className="flex flex-col gap-2">
      <h3 id="time-off" className="text-sm font-medium">
        {t('timeOff')}
      </h3>
      {times.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line">
          {times.map(({ id, from, until }) => {
            const period = t('period', { from: fullTime(from), until: fullTime(until) })
            return (
              <li key={id} className="flex items-center gap-2 py-1 ps-3 pe-1">
                <span className="min-w-0 flex-1 text-sm">{period}</span>
                <IconButton
                  icon={Trash2}
                  label={t('removePeriod', { period })}
                  isDisabled={fetching}
                  onPress={() =>
                    void remove({ input: { timeOffId: id } }).then(({ data }) =>
                      toastRefusal(data?.removeTimeOff, t('failed')),
                    )
                  }
                />
              </li>
            )
          })}
        </ul>
      ) : (
        <p className="text-sm text-muted">{t('noTimeOff')}</p>
      )}
      <AddTimeOff personId={person.id} />
    </section>
  )
}

const AddTimeOff = ({ personId }: { personId: string }) => {
  const t = useTranslations('availability')
  const [{ fetching }, send] = useAddTimeOffMutation()
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const change = (set: (value: string) => void) => (value: string) => {
    setProblem(null)
    set(value)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (from >= until) return setProblem(t('endsBeforeStart'))
    const period = { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
    void send({ input: { userId: personId, ...period } }).then(({ data }) => {
      const refused = refusalOf(data?.addTimeOff, t('failed'))
      if (refused) return setProblem(refused)
      setFrom('')
      setUntil('')
    })
  }
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-2">
      <div className="grid gap-2 tablet:grid-cols-2">
        <Moment type="datetime-local" label={t('from')} value={from} onChange={change(setFrom)} />
        <Moment type="datetime-local" label={t('until')} value={until} onChange={change(setUntil)} />
      </div>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" isDisabled={fetching || !from || !until} className="self-end">
        <Plus aria-hidden className="size-4" />
        {t('add')}
      </Button>
    </Form>
  )
}
