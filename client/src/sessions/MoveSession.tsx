import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { FormProblem } from './FormProblem.tsx'
import { isoOf, timeFrom } from './plannedTime.ts'
import { useMoveSessionMutation, type SessionFieldsFragment } from './sessions.generated.ts'
import { TimeFields } from './TimeFields.tsx'
import { useSubmit } from './useSubmit.ts'
import { Warnings } from './Warnings.tsx'
import { minutesOf } from './when.ts'

type Props = { ticketId: string; session: SessionFieldsFragment; startsAt?: string | undefined }

/** Moves a session, perhaps to a time that somebody has proposed. */
export const MoveSession = ({ ticketId, session, startsAt = session.startsAt }: Props) => {
  const t = useTranslations('sessions')
  const [time, setTime] = useState(() => timeFrom(startsAt, minutesOf(session)))
  const [{ fetching }, send] = useMoveSessionMutation()
  const { errors, setErrors, submit } = useSubmit()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { at, minutes } = time
    if (!at) return setErrors({ startsAt: t('whenMissing') })
    const input = { sessionId: session.id, startsAt: isoOf(at), minutes }
    void submit(async () => (await send({ input })).data?.moveSession.errors)
  }
  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <TimeFields time={time} onChange={setTime} withLength />
      <p className="text-sm text-muted">{t('moveHint')}</p>
      <Warnings ticketId={ticketId} time={time} hostId={session.host.id} sessionId={session.id} />
      <FormProblem text={errors['general'] ?? errors['sessionId'] ?? errors['minutes']} />
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {t('move')}
      </Button>
    </Form>
  )
}
