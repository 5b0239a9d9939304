import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { FormProblem } from './FormProblem.tsx'
import { isoOf, timeFrom } from './plannedTime.ts'
import { useRespondToSessionMutation, type SessionFieldsFragment } from './sessions.generated.ts'
import { TimeFields } from './TimeFields.tsx'
import { useSubmit } from './useSubmit.ts'
import { minutesOf } from './when.ts'

/** Proposes another time for a session. */
export const ProposeTime = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const [time, setTime] = useState(() => timeFrom(session.startsAt, minutesOf(session)))
  const [{ fetching }, send] = useRespondToSessionMutation()
  const { errors, setErrors, submit } = useSubmit()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!time.at) return setErrors({ startsAt: t('whenMissing') })
    const proposedStartsAt = isoOf(time.at)
    const input = { sessionId: session.id, response: 'PROPOSED', proposedStartsAt } as const
    void submit(async () => (await send({ input })).data?.respondToSession.errors)
  }
  const general = errors['general'] ?? errors['sessionId'] ?? errors['proposedStartsAt']
  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <TimeFields time={time} onChange={setTime} />
      <FormProblem text={general} />
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {t('proposeDo')}
      </Button>
    </Form>
  )
}
