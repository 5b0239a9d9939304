import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { futureOf, TimeField, valueFor } from './TimeField.tsx'

type Props = { initial: Date; onPick: (at: Date) => void; onClose: () => void }

/** Asks when a message is to be sent. */
export const PickTime = ({ initial, onPick, onClose }: Props) => {
  const t = useTranslations('scheduledMessages')
  const [value, setValue] = useState(() => valueFor(initial))
  const [problem, setProblem] = useState<string>()
  return (
    <BaseDialog title={t('pickTitle')} isOpen onClose={onClose}>
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          // React passes events of a dialog on to what contains it: the composer’s form would send the message now.
          event.stopPropagation()
          const at = futureOf(value)
          if (!at) return setProblem(t('pastTime'))
          onPick(at)
        }}
      >
        <TimeField
          value={value}
          problem={problem}
          autoFocus
          onChange={(next) => {
            setProblem(undefined)
            setValue(next)
          }}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('back')}</Button>
          <Button type="submit" variant="primary">
            {t('schedule')}
          </Button>
        </div>
      </Form>
    </BaseDialog>
  )
}
