import { useState, type FormEvent, type ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { SavedView } from './savedViews.ts'
import type { TicketFilter, TicketOrder } from '../tickets/tickets.generated.ts'
import { useSaveView } from './useSaveView.ts'

const NAME_MAX = 60

type Props = {
  onClose: () => void
  /** The view to rename; omitted for a new one. */
  view?: SavedView
  /** The filters of a new view. */
  keep?: { filter: TicketFilter; orderBy: TicketOrder }
  onSaved?: (view: SavedView) => void
  /** What to know about it before it is saved. */
  note?: ReactNode
}

/** Saves or renames a view, shared or private. */
export const SaveView = ({ onClose, view, keep, onSaved, note }: Props) => {
  const t = useTranslations('views')
  const { viewer } = useViewer()
  const [shared, setShared] = useState(view?.shared ?? false)
  const [isSaving, setSaving] = useState(false)
  const { save } = useSaveView()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (!isVisible(name)) return
    setSaving(true)
    void save({ id: view?.id, name, shared, ...keep }).then((saved) => {
      setSaving(false)
      if (!saved) return
      toast(t('viewSaved', { name: saved.name }))
      onSaved?.(saved)
      onClose()
    })
  }
  return (
    <Dialog title={view ? t('renameViewTitle', { name: view.name }) : t('saveViewTitle')} isOpen onClose={onClose}>
      <Form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label={t('viewName')}
          name="name"
          defaultValue={view?.name}
          maxLength={NAME_MAX}
          isRequired
          autoFocus
          autoComplete="off"
        />
        {(!view || view.owner.id === viewer.id) && (
          <div className="flex flex-col gap-1">
            <Check isSelected={shared} onChange={setShared}>
              {t('shareView')}
            </Check>
            <p className="ps-6 text-xs text-muted">{t('shareViewHint')}</p>
          </div>
        )}
        {note && <div className="flex flex-col gap-1 text-sm text-muted">{note}</div>}
        <Button type="submit" variant="primary" isDisabled={isSaving} className="self-end">
          {t('save')}
        </Button>
      </Form>
    </Dialog>
  )
}
