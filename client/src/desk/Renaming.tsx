import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'

type Props = { name: string; maxLength: number; isBusy: boolean; onRename: (name: string) => void; onClose: () => void }

/** A form with the new name of a tag or team. */
export const Renaming = ({ name, maxLength, isBusy, onRename, onClose }: Props) => {
  const t = useTranslations('desk')
  const ui = useTranslations('ui')
  const [text, setText] = useState(name)
  const next = text.trim()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isVisible(next) && next !== name) onRename(next)
  }
  return (
    <Form onSubmit={onSubmit} className="flex flex-wrap items-end gap-2 pb-2">
      <Field
        label={t('newName', { name })}
        value={text}
        onChange={setText}
        maxLength={maxLength}
        autoComplete="off"
        autoFocus
        className="min-w-40 flex-1"
      />
      <Button
        type="submit"
        isDisabled={isBusy || !isVisible(next) || next === name}
        className="h-9 pointer-coarse:h-11"
      >
        {t('renameTag')}
      </Button>
      <Button variant="quiet" onPress={onClose} className="h-9 pointer-coarse:h-11">
        {ui('cancel')}
      </Button>
    </Form>
  )
}
