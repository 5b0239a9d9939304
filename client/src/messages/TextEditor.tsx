import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { INPUT } from '../ui/Field.tsx'
import { Keys } from '../ui/Keys.tsx'
import { useEnterSends } from '../lib/chatSettings.ts'
import { useThread } from './ThreadContext.ts'
import { isComposing, isTooLong } from './typing.ts'
import { useEditDraft } from './useDraft.ts'
import { useInSight } from './useInSight.ts'

const FOCUS_AFTER_MS = 50

type Props = {
  /** The message, or the one in the outbox, under whose id the change is kept. */
  messageId: string
  text: string
  saveLabel: string
  isSaving?: boolean
  /** The message was deleted. */
  isReadOnly?: boolean
  problem?: string
  /** Resolves to false if the text was not saved: the editor stays open. */
  onSave: (text: string) => Promise<boolean>
}

/**
 * Edits a message in place. Enter saves where it sends in the composer, and so does Ctrl/⌘+Enter. What is typed is
 * kept until it is saved or discarded; Esc and Cancel ask first.
 */
export const TextEditor = ({ messageId, text: before, saveLabel, isSaving, isReadOnly, problem, onSave }: Props) => {
  const t = useTranslations('messages')
  const { editing } = useThread()
  const [kept, keep] = useEditDraft(messageId)
  const [text, setText] = useState(kept || before)
  const [isAsking, setAsking] = useState(false)
  const enterSends = useEnterSends()
  const editor = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  useFocusAfterMenu(box, editing.latest === messageId)
  useInSight(editor)
  const canSave = isVisible(text) && !isTooLong(text) && !isSaving && !isReadOnly

  const close = () => {
    keep('')
    editing.stop(messageId)
  }
  const leave = () => (text === before || !isVisible(text) ? close() : setAsking(true))
  const save = async () => {
    if (canSave && (await onSave(text))) close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave()
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (!enterSends && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    void save()
  }

  return (
    <div ref={editor} className="flex w-[32rem] max-w-full scroll-my-2 flex-col gap-2 text-text">
      <textarea
        aria-label={t('editLabel')}
        dir="auto"
        ref={box}
        value={text}
        enterKeyHint={enterSends ? 'done' : 'enter'}
        onChange={({ target: { value } }) => {
          setText(value)
          keep(value === before ? '' : value)
        }}
        onKeyDown={onKeyDown}
        // Never so high that its buttons are out of sight.
        className={`${INPUT} field-sizing-content max-h-[min(20rem,max(2.75rem,calc(100cqh-7rem)))] min-h-11 resize-none py-2`}
      />
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
      <div className="flex items-center justify-end gap-2">
        <SaveHint enterSends={enterSends} />
        <Button size="sm" onPress={leave}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" isDisabled={!canSave} onPress={() => void save()}>
          {isSaving ? t('saving') : saveLabel}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('discardTitle')}
          action={t('discard')}
          cancel={t('keepEditing')}
          onClose={() => setAsking(false)}
          onConfirm={close}
        >
          <p>{t('discardText')}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

const SaveHint = ({ enterSends }: { enterSends: boolean }) => {
  const t = useTranslations('messages')
  return (
    <p className="me-auto hidden items-center gap-1.5 overflow-hidden text-xs whitespace-nowrap text-muted pointer-fine:tablet:flex">
      <Keys keys={enterSends ? 'Enter' : 'Mod+Enter'} />
      {t('hintSave')}
    </p>
  )
}

/** A closing menu gives the focus back to its button a frame later; the editor takes it after that. */
const useFocusAfterMenu = (box: RefObject<HTMLTextAreaElement | null>, isOn: boolean): void =>
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setTimeout(() => {
      box.current?.focus({ preventScroll: true })
      box.current?.setSelectionRange(box.current.value.length, box.current.value.length)
    }, FOCUS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [box, isOn])
