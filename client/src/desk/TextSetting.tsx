import { useState, type FormEvent, type ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

type Props = {
  setting: 'name' | 'senderAddress'
  label: string
  hint: ReactNode
  value: string
  /** What an empty field stands for. */
  placeholder: string
  maxLength?: number
  autoFocus?: boolean
  isDisabled?: boolean
  onSaved: () => void
  /** Gets each save: whether it succeeded. */
  onSaving?: OnSaving
}

export type OnSaving = (saved: Promise<boolean>) => void

/** A text of the settings, saved when the field is left. */
export const TextSetting = ({ setting, label, hint, value, onSaved, onSaving, ...field }: Props) => {
  const t = useTranslations('desk')
  const [text, setText] = useState(value)
  const [problem, setProblem] = useState<string>()
  const [, send] = useSetDeskSettingsMutation()

  const save = async (): Promise<boolean> => {
    if (text.trim() === value) return true
    const { data } = await send({ input: { [setting]: text.trim() || null } })
    const wrong = data ? data.setDeskSettings.errors[0]?.message : t('notSaved')
    setProblem(wrong)
    if (wrong) return false
    toast(t('saved'))
    onSaved()
    return true
  }
  const start = () => {
    const saved = save()
    if (onSaving) onSaving(saved)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    start()
  }
  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={problem ? { [setting]: problem } : {}}>
      <Field
        {...field}
        label={label}
        description={hint}
        name={setting}
        value={text}
        onChange={(typed) => {
          setText(typed)
          setProblem(undefined)
        }}
        onBlur={start}
        autoComplete="off"
        inputMode={setting === 'senderAddress' ? 'email' : undefined}
      />
    </Form>
  )
}
