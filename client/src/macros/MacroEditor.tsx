import { Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useLeave } from '../ui/unsaved.ts'
import { type Draft, draftOf, inputOfDraft } from './editing.ts'
import { MacroActionFields } from './MacroActionFields.tsx'
import { MacroText } from './MacroText.tsx'
import { type MacroFieldsFragment, useDeleteMacroMutation, useSaveMacroMutation } from './macros.generated.ts'
import { unknownPlaceholder } from './placeholders.ts'

type Props = { macro: MacroFieldsFragment | null; onDone: () => void }

/** The editor of a macro, with a preview of its text in the open ticket. */
export const MacroEditor = ({ macro, onDone }: Props) => {
  const t = useTranslations('macros')
  const [draft, setDraft] = useState(() => draftOf(macro))
  const [problem, setProblem] = useState<string | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const [{ fetching }, save] = useSaveMacroMutation()
  const leave = useLeave()
  const canChange = macro?.viewerCanChange !== false
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setProblem(null)
  }
  const unknown = unknownPlaceholder(draft.body)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (unknown) return setProblem(t('unknown', unknown))
    const { data } = await save({ input: inputOfDraft(draft, macro?.id) })
    const refused = refusalOf(data?.saveMacro, t('saveFailed'))
    if (refused) return setProblem(refused)
    toast(t('saved', { name: draft.name.trim() }))
    return onDone()
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {!canChange && <p className="text-sm text-muted">{t('notYours', { name: macro!.owner.name })}</p>}
      <Field
        label={t('name')}
        description={t('nameHint')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={80}
        isRequired
        isReadOnly={!canChange}
        autoFocus={canChange}
      />
      <MacroText body={draft.body} isReadOnly={!canChange} onChange={(body) => change({ body })} />
      <MacroActionFields draft={draft} isReadOnly={!canChange} onChange={change} />
      {canChange && (
        <Check isSelected={draft.isShared} onChange={(isShared) => change({ isShared })}>
          {t('share')}
        </Check>
      )}
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      {canChange && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          {macro && (
            <Button variant="danger" className="me-auto" onPress={() => setDeleting(true)}>
              <Trash2 aria-hidden className="size-4" />
              {t('delete')}
            </Button>
          )}
          <Button onPress={() => leave(onDone)}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" isDisabled={fetching || !isVisible(draft.name)}>
            {fetching ? t('saving') : t('save')}
          </Button>
        </div>
      )}
      {isDeleting && macro && <DeleteMacro macro={macro} onClose={() => setDeleting(false)} onDone={onDone} />}
    </form>
  )
}

const DeleteMacro = ({
  macro,
  onClose,
  onDone,
}: {
  macro: MacroFieldsFragment
  onClose: () => void
  onDone: () => void
}) => {
  const t = useTranslations('macros')
  const [{ fetching }, remove] = useDeleteMacroMutation()
  const [problem, setProblem] = useState<string>()
  const confirm = async () => {
    const { data } = await remove({ input: { macroId: macro.id } })
    const refused = refusalOf(data?.deleteMacro, t('deleteFailed'))
    return refused ? setProblem(refused) : onDone()
  }
  return (
    <ConfirmDialog
      title={t('deleteTitle', { name: macro.name })}
      action={t('delete')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{macro.isShared ? t('deleteShared') : t('deleteOwn')}</p>
    </ConfirmDialog>
  )
}
