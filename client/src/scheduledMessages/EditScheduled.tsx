import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { futureOf, TimeField, valueFor } from './TimeField.tsx'
import { useScheduledActions, type Scheduled } from './useScheduledMessages.ts'

const BODY_MAX = 20_000

type Props = { message: Scheduled; basedOn: number | undefined; onClose: () => void }

/** Changes the text and the time of a scheduled message. */
export const EditScheduled = ({ message, basedOn, onClose }: Props) => {
  const t = useTranslations('scheduledMessages')
  return (
    <Dialog title={t('editTitle')} isOpen onClose={onClose}>
      <EditForm message={message} basedOn={basedOn} onClose={onClose} />
    </Dialog>
  )
}

const EditForm = ({ message, basedOn, onClose }: Props) => {
  const t = useTranslations('scheduledMessages')
  const { update, isBusy } = useScheduledActions()
  const [body, setBody] = useState(message.body ?? '')
  const [time, setTime] = useState(() => valueFor(new Date(message.sendAt)))
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    const at = futureOf(time)
    if (!at) return setProblem(t('pastTime'))
    if (await update({ id: message.id, body, sendAt: at.toISOString(), basedOn })) onClose()
  }
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={t('text')} rows={6} value={body} onChange={setBody} isRequired maxLength={BODY_MAX} autoFocus />
      <TimeField
        value={time}
        problem={problem}
        onChange={(next) => {
          setProblem(undefined)
          setTime(next)
        }}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('back')}</Button>
        <Button type="submit" variant="primary" isDisabled={isBusy}>
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}
