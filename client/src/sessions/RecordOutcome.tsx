import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { FormProblem } from './FormProblem.tsx'
import { useRecordSessionOutcomeMutation, type SessionFieldsFragment } from './sessions.generated.ts'
import { useSubmit } from './useSubmit.ts'

/** Records whether a session took place, with a note for staff. */
export const RecordOutcome = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const [outcome, setOutcome] = useState(session.outcome ?? 'HELD')
  const [note, setNote] = useState(session.outcomeNote ?? '')
  const [{ fetching }, send] = useRecordSessionOutcomeMutation()
  const { errors, submit } = useSubmit()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const input = { sessionId: session.id, outcome, note }
    void submit(async () => (await send({ input })).data?.recordSessionOutcome.errors)
  }
  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <Select
        label={t('outcome')}
        value={outcome}
        onChange={setOutcome}
        choices={(['HELD', 'MISSED'] as const).map((value) => ({ value, label: t(`outcomes.${value}`) }))}
      />
      <div className="rounded-md bg-note p-3">
        <Field label={t('outcomeNote')} name="note" rows={3} value={note} onChange={setNote} maxLength={4_000} />
      </div>
      <FormProblem text={errors['general'] ?? errors['sessionId']} />
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {t('save')}
      </Button>
    </Form>
  )
}
