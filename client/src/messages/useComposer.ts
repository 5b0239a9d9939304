import { useRef, type KeyboardEvent, type RefObject } from 'react'
import { draftScope } from '../attachments/scope.ts'
import { useUploadsOf } from '../attachments/useUploads.ts'
import { onceClosed } from '../lib/onceClosed.ts'
import { mayQuote, type Quote } from '../lib/quote.ts'
import { isVisible } from '../lib/visible.ts'
import { useComposerMacros } from '../macros/useComposerMacros.ts'
import { useMentionPicker } from '../notifications/useMentionPicker.ts'
import { useTypingSignal } from '../presence/useTypingSignal.ts'
import { useChatSettings, useEnterSends } from '../lib/chatSettings.ts'
import type { Mode } from '../lib/writingModes.ts'
import { audienceOf, modesFor, nextMode } from './audiences.ts'
import { isComposing, isResolveKey, isSendKey, isTooLong } from './typing.ts'
import { UNDO_MS } from './undoSend.ts'
import { useThreadTicket } from './threadTicket.ts'
import { useQuestion } from './useQuestion.ts'
import { useDraft, useDraftQuote } from './useDraft.ts'
import { useMode } from './useMode.ts'
import { useSendAlso, type AlsoDo } from './useSendAlso.ts'
import { useOutbox } from './useOutbox.ts'

type Options = {
  ticketId: string
  /** Staff write notes and use macros. */
  canNote: boolean
  /** The highest seq that has been in sight. */
  seen: number
}

/** The state of a ticket's composer: its draft, and what typing and sending do. */
export const useComposer = ({ ticketId, canNote, seen }: Options) => {
  const [mode, setMode] = useMode(ticketId)
  const [text, setText] = useDraft(ticketId, mode)
  const outbox = useOutbox()
  const box = useRef<HTMLTextAreaElement>(null)
  const enterSends = useEnterSends()
  const also = useSendAlso(canNote, mode)
  const undoMs = useChatSettings(({ undoSend }) => (undoSend ? UNDO_MS : 0))
  const readers = useReaders(mode)
  const { audience, modes, isUnreadable } = readers
  const isNote = mode === 'note'
  const scope = draftScope(ticketId, mode)
  const files = useUploadsOf(scope)
  const quoting = useQuoting(ticketId, mode, box)
  const canSend = (isVisible(text) || files.length > 0) && !isTooLong(text) && !isUnreadable && !quoting.quoteProblem

  const typing = useTypingSignal(ticketId, audience)
  const question = useQuestion(ticketId, text, seen)
  const mentions = useMentionPicker({ isOn: isNote, text, setText, box })
  const macros = useComposerMacros({ ticketId, mode, isOn: canNote, text, setText, box })

  const send = (alsoDo?: AlsoDo) => {
    if (!canSend || question.asks(alsoDo)) return
    question.close()
    typing.stop()
    const uploads = files.map(({ id }) => id)
    const body = isVisible(text) ? text : ''
    const alsoSet = also.set(macros.take(), alsoDo)
    outbox.send({ ticketId, body, audience, uploads, quote: quoting.quote, alsoSet, undoMs })
    setText('')
    quoting.removeQuote()
  }
  const write = (next: Mode) => {
    question.close()
    setMode(next)
    box.current?.focus()
  }
  const change = (value: string, caret: number) => {
    setText(value)
    if (!isVisible(value)) question.close()
    typing.typed(value)
    macros.picker.onCaret(caret, true)
    mentions.follow(value, caret)
  }
  const blur = () => {
    macros.picker.onCaret(null, false)
    mentions.follow(text, null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || macros.picker.onKey(event) || mentions.onKey(event)) return
    if (event.key === 'Escape' && quoting.quote) return quoting.removeQuote()
    if (event.key === 'Escape') event.currentTarget.blur()
    const resolves = also.mayResolve && isResolveKey(event)
    if (!resolves && !isSendKey(event, enterSends)) return
    event.preventDefault()
    send(resolves ? 'resolve' : undefined)
  }

  return {
    ticketId,
    also,
    mode,
    ...readers,
    isNote,
    text,
    ...quoting,
    insert: (inserted: string) => insertAtCaret(box.current, text, inserted, change),
    box,
    scope,
    enterSends,
    canSend,
    question,
    mentions,
    macros,
    send,
    write,
    focus: () => box.current?.focus(),
    cycle: () => write(nextMode(modes, mode)),
    change,
    blur,
    onKeyDown,
  }
}

/** Who will read what is written, and whom else the viewer can write to. */
const useReaders = (mode: Mode) => {
  const sides = useThreadTicket()
  const modes = modesFor(sides?.viewerAudiences ?? [])
  // Those who were to read it may not take part any more. What is written waits: it never goes to someone else instead.
  const isUnreadable = sides !== undefined && !modes.includes(mode)
  return { sides, modes, audience: audienceOf(mode), isUnreadable }
}

/** Replaces what is selected; the caret is after it then. */
const insertAtCaret = (
  field: HTMLTextAreaElement | null,
  text: string,
  inserted: string,
  change: (text: string, caret: number) => void,
): void => {
  const [from, to] = field ? [field.selectionStart, field.selectionEnd] : [text.length, text.length]
  const caret = from + inserted.length
  change(text.slice(0, from) + inserted + text.slice(to), caret)
  onceClosed(() => {
    field?.focus()
    field?.setSelectionRange(caret, caret)
  })
}

/** The message that is quoted. Whoever changes it goes on writing. */
const useQuoting = (ticketId: string, mode: Mode, box: RefObject<HTMLTextAreaElement | null>) => {
  const [quote, keep] = useDraftQuote(ticketId, mode)
  const setQuote = (next: Quote) => {
    keep(next)
    onceClosed(() => box.current?.focus())
  }
  const removeQuote = () => {
    keep(null)
    box.current?.focus()
  }
  const quoteProblem = quote !== null && !mayQuote(quote, audienceOf(mode))
  return { quote, quoteProblem, setQuote, removeQuote }
}

export type ComposerState = ReturnType<typeof useComposer>
