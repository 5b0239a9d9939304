import { Lock, SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { AttachmentTray } from '../attachments/AttachmentTray.tsx'
import { draftScope } from '../attachments/scope.ts'
import { useUploadsOf } from '../attachments/useUploads.ts'
import { classes } from '../lib/classes.ts'
import { isStaff } from '../lib/roles.ts'
import { isVisible } from '../lib/visible.ts'
import { ActionChips } from '../macros/ActionChips.tsx'
import { MacroButton } from '../macros/MacroButton.tsx'
import { MacroPicker } from '../macros/MacroPicker.tsx'
import { useComposerMacros } from '../macros/useComposerMacros.ts'
import { MentionPicker } from '../notifications/MentionPicker.tsx'
import { useMentionPicker } from '../notifications/useMentionPicker.ts'
import { useTypingSignal } from '../presence/useTypingSignal.ts'
import { RecordButton } from '../recording/RecordButton.tsx'
import { RecoverOffer } from '../recording/RecoverOffer.tsx'
import { useWriting } from '../tickets/writing.ts'
import { Button } from '../ui/Button.tsx'
import { Keys } from '../ui/Keys.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { NewRepliesNotice } from './NewRepliesNotice.tsx'
import { ChatSettings } from './ChatSettings.tsx'
import { useEnterSends } from './chatSettings.ts'
import type { Mode } from './drafts.ts'
import { jumpToEnd } from './jump.ts'
import { ModeSwitch } from './ModeSwitch.tsx'
import { isComposing, isTooLong, LONGEST_MESSAGE, NEARLY_FULL } from './typing.ts'
import type { MessageEntry } from './sources.ts'
import { useNewReplies } from './useNewReplies.ts'
import { useDraft } from './useDraft.ts'
import { useMode } from './useMode.ts'
import { useOutbox } from './useOutbox.ts'

/** The composer: a reply to all participants or, for staff, an internal note. */
export const Composer = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const canNote = isStaff(viewer.role)
  const [mode, setMode] = useMode(ticketId)
  const [text, setText] = useDraft(ticketId, mode)
  const outbox = useOutbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const enterSends = useEnterSends()
  const isNote = mode === 'note'
  const scope = draftScope(ticketId, mode)
  const files = useUploadsOf(scope)
  const canSend = (isVisible(text) || files.length > 0) && !isTooLong(text)

  const audience = isNote ? 'STAFF' : 'PARTICIPANTS'
  const typing = useTypingSignal(ticketId, audience)
  const meanwhile = useNewReplies(ticketId, text)
  // The question stays open even if its messages are read in the meantime.
  const [asked, setAsked] = useState<readonly MessageEntry[]>([])
  const mentions = useMentionPicker({ isOn: isNote, text, setText, box })
  const macros = useComposerMacros({ ticketId, mode, isOn: canNote, text, setText, box })

  const send = () => {
    if (!canSend) return
    if (meanwhile.length > 0 && asked.length === 0) return setAsked(meanwhile)
    setAsked([])
    typing.stop()
    const uploads = files.map(({ id }) => id)
    outbox.send({ ticketId, body: isVisible(text) ? text : '', audience, uploads, alsoSet: macros.take() })
    setText('')
    box.current?.focus()
  }
  const goOn = (then?: () => void) => {
    setAsked([])
    box.current?.focus()
    then?.()
  }
  const write = (next: Mode) => {
    setAsked([])
    setMode(next)
    box.current?.focus()
  }
  useReachable(ticketId, write)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || macros.picker.onKey(event) || mentions.onKey(event)) return
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (!enterSends && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className="border-t border-line bg-surface px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] tablet:px-5"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="mx-auto flex max-w-[45rem] flex-col gap-2">
        {canNote && <ModeSwitch ticketId={ticketId} mode={mode} onChange={write} />}
        {asked.length > 0 && (
          <NewRepliesNotice messages={asked} onSend={send} onRead={() => goOn(jumpToEnd)} onLeave={() => goOn()} />
        )}
        <div
          className={classes(
            'relative flex flex-col rounded-lg border border-control has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-offset-1 has-[textarea:focus-visible]:outline-focus',
            isNote ? 'bg-note text-note-text' : 'bg-surface',
          )}
        >
          {macros.picker.isOpen && <MacroPicker picker={macros.picker} />}
          {mentions.isOpen && <MentionPicker picker={mentions} />}
          <RecoverOffer scope={scope} />
          <AttachmentTray scope={scope} isNote={isNote} />
          <textarea
            ref={box}
            dir="auto"
            rows={1}
            value={text}
            aria-label={isNote ? t('noteHint') : t('replyHint')}
            placeholder={isNote ? t('noteHint') : t('replyHint')}
            aria-invalid={isTooLong(text) || undefined}
            {...macros.picker.aria}
            {...mentions.aria}
            enterKeyHint={enterSends ? 'send' : 'enter'}
            onChange={(event) => {
              setText(event.target.value)
              if (!isVisible(event.target.value)) setAsked([])
              typing.typed(event.target.value)
              macros.picker.onCaret(event.target.selectionStart, true)
              mentions.follow(event.target.value, event.target.selectionStart)
            }}
            onSelect={(event) => macros.picker.onCaret(event.currentTarget.selectionStart, false)}
            onBlur={() => {
              macros.picker.onCaret(null, false)
              mentions.follow(text, null)
            }}
            onKeyDown={onKeyDown}
            className={classes(
              'field-sizing-content max-h-[min(40dvh,20rem)] min-h-11 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 text-base outline-none pointer-coarse:text-lg',
              isNote ? 'placeholder:text-note-text' : 'placeholder:text-subtle',
            )}
          />
          <ActionChips actions={macros.actions} onChange={macros.setActions} />
          <div className="flex items-center gap-2 p-1 ps-2">
            <AttachButton scope={scope} />
            <RecordButton scope={scope} />
            {canNote && <MacroButton ticketId={ticketId} onChoose={macros.insert} />}
            <ChatSettings />
            <p
              className={classes(
                '@container flex min-w-0 flex-1 items-center gap-1.5 text-xs',
                isNote ? 'text-note-text' : 'text-muted',
              )}
            >
              {isNote && <Lock aria-hidden className="size-3 shrink-0" />}
              {isNote ? t('noteSeen') : <Hint text={text} enterSends={enterSends} />}
            </p>
            <CharactersLeft text={text} />
            <Button type="submit" variant="primary" size="sm" isDisabled={!canSend}>
              {isNote ? <Lock aria-hidden className="size-3.5" /> : <SendHorizontal aria-hidden className="size-3.5" />}
              {isNote ? t('addNote') : t('send')}
            </Button>
          </div>
        </div>
      </div>
    </form>
  )
}

/** Page shortcuts focus the composer, even if they had to open the ticket first. */
const useReachable = (ticketId: string, write: (mode: Mode) => void): void => {
  const latest = useRef(write)
  useEffect(() => {
    latest.current = write
  })
  useEffect(() => {
    const { wanted } = useWriting.getState()
    if (wanted) latest.current(wanted)
    useWriting.setState({ composer: { ticketId, write: (mode) => latest.current(mode) }, wanted: null })
    return () => useWriting.setState({ composer: null })
  }, [ticketId])
}

/** How to send by keyboard, while there is something to send. */
const Hint = ({ text, enterSends }: { text: string; enterSends: boolean }) => {
  const t = useTranslations('messages')
  return (
    <span
      className={classes(
        'hidden items-center gap-1.5 overflow-hidden whitespace-nowrap pointer-fine:tablet:flex',
        (text === '' || text.length >= NEARLY_FULL) && 'invisible',
      )}
    >
      <Keys keys={enterSends ? 'Enter' : 'Mod+Enter'} />
      {t('hintSend')}
      <span className="hidden items-center gap-1.5 @min-[16.5rem]:flex">
        <Keys keys={enterSends ? 'Shift+Enter' : 'Enter'} />
        {t('hintNewLine')}
      </span>
    </span>
  )
}

const CharactersLeft = ({ text }: { text: string }) => {
  const t = useTranslations('messages')
  if (text.length < NEARLY_FULL) return null
  return isTooLong(text) ? (
    <p role="alert" className="text-xs font-medium text-danger">
      {t('tooLong', { over: text.length - LONGEST_MESSAGE })}
    </p>
  ) : (
    <p role="status" className="text-xs text-muted">
      {t('lengthLeft', { left: LONGEST_MESSAGE - text.length })}
    </p>
  )
}
