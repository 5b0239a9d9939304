import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'

const NOTE_MAX = 1_000

type Props = { name: string; isBusy: boolean; onDecline: (note: string) => void; onClose: () => void }

/** Declines a request, with an optional message to the requester. */
export const DeclineDialog = ({ name, isBusy, onDecline, onClose }: Props) => {
  const t = useTranslations('requests')
  const [note, setNote] = useState('')
  return (
    <Dialog title={t('declineTitle', { name })} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onDecline(note.trim())
        }}
      >
        <Field
          label={t('noteLabel', { name })}
          description={t('noteHint')}
          value={note}
          onChange={setNote}
          maxLength={NOTE_MAX}
          rows={3}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onDecline(note.trim())
          }}
        />
        <Button type="submit" variant="danger" isDisabled={isBusy} className="self-end">
          {t('decline')}
        </Button>
      </form>
    </Dialog>
  )
}
