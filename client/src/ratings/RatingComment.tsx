import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'

/** The longest comment that the server accepts. */
export const COMMENT_MAX = 2_000

type Props = {
  comment: string | null
  isSaving: boolean
  /** Returns whether it was saved. */
  onSave: (comment: string) => Promise<boolean>
}

/** The comment of the viewer's own rating: a text and a button, or a field. */
export const RatingComment = ({ comment, isSaving, onSave }: Props) => {
  const t = useTranslations('ratings')
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null)
    return (
      <>
        {comment && (
          <p dir="auto" className="text-sm wrap-anywhere whitespace-pre-wrap">
            {comment}
          </p>
        )}
        <Button size="sm" className="self-start" onPress={() => setDraft(comment ?? '')}>
          {t(comment ? 'editComment' : 'addComment')}
        </Button>
      </>
    )
  const save = async () => {
    if (await onSave(draft)) setDraft(null)
  }
  return (
    <>
      <Field label={t('comment')} rows={3} value={draft} onChange={setDraft} maxLength={COMMENT_MAX} autoFocus />
      <div className="flex justify-end gap-2">
        <Button size="sm" onPress={() => setDraft(null)}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" isDisabled={isSaving} onPress={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </>
  )
}
