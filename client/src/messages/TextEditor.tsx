import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { INPUT } from '../ui/Field.tsx'
import { isComposing, isTooLong } from './typing.ts'

const FOCUS_AFTER_MS = 50

type Props = {
  text: string
  saveLabel: string
  isSaving?: boolean
  problem?: string
  onSave: (text: string) => void
  onCancel: () => void
}

/** Edits a message where it stands. Ctrl/⌘+Enter saves, Esc leaves it as it was. */
export const TextEditor = ({ text: before, saveLabel, isSaving, problem, onSave, onCancel }: Props) => {
  const t = useTranslations('messages')
  const [text, setText] = useState(before)
  const box = useRef<HTMLTextAreaElement>(null)
  useFocusAfterMenu(box)
  const canSave = isVisible(text) && !isTooLong(text) && !isSaving
  const save = () => canSave && onSave(text)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save()
    }
  }
  return (
    <div className="flex w-[32rem] max-w-full flex-col gap-2 text-text">
      <textarea
        aria-label={t('editLabel')}
        dir="auto"
        ref={box}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${INPUT} field-sizing-content max-h-80 min-h-16 resize-none py-2`}
      />
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" isDisabled={!canSave} onPress={save}>
          {isSaving ? t('saving') : saveLabel}
        </Button>
      </div>
    </div>
  )
}

/** A closing menu gives the focus back to its button a frame later; the editor takes it after that. */
const useFocusAfterMenu = (box: RefObject<HTMLTextAreaElement | null>): void =>
  useEffect(() => {
    const timer = setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(box.current.value.length, box.current.value.length)
    }, FOCUS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [box])
