import { isAltGr, isNoKey } from './keyNames.ts'

/** Timeout for buffering, so that the keyboard cannot stay blocked; long enough for slow machines. */
const DEADLINE_MS = 30_000

const isField = (element: Element): boolean =>
  (element as HTMLElement).isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

const OVERLAY = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]:not([data-ticket-list])'

type TextField = HTMLInputElement | HTMLTextAreaElement

/** Whether text can be inserted there. Checkboxes, dates and the like have no caret, and throw. */
const takesText = (element: Element): element is TextField =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.selectionEnd !== null

/** Whether a key pressed there is text. */
export const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && isField(target)

/** Whether the target is inside an overlay with its own keys. */
export const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(OVERLAY) !== null

/** What is about to take focus: a field on the page, a field in a dialog, or a dialog, popover or menu. */
export type FocusTarget = 'field' | 'dialog field' | 'overlay'

/** Resolves to true when the awaited event happened, to false on cancel or timeout. */
let pending: Promise<boolean> | null = null
let giveUp: (() => void) | null = null
let isBuffering = false
let isReplaying = false
const buffer: KeyboardEvent[] = []

/**
 * Call it before opening something that takes focus asynchronously: keys pressed in the meantime are buffered
 * and delivered to the focused element, in order. None is lost or acts as a shortcut. Escape and a click cancel.
 */
export const bufferKeysUntilFocus = (target: FocusTarget): void => {
  const from = document.activeElement?.closest(OVERLAY) ?? null
  bufferKeys((arrived) => {
    const onFocus = ({ target: element }: FocusEvent): void => {
      if (!(element instanceof Element)) return
      const overlay = element.closest(OVERLAY)
      const isNew = overlay !== null && overlay !== from
      if (
        target === 'field' ? isField(element) && overlay === null : isNew && (target === 'overlay' || isField(element))
      )
        arrived()
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  })
}

/** Call it with a navigation: keys pressed until it completes are delivered to the new page. */
export const bufferKeysWhile = (change: Promise<unknown>): void =>
  bufferKeys((arrived) => {
    void change.then(arrived, arrived)
    return () => undefined
  })

/**
 * Buffers keys until an event, then replays them, after `again` (a key that came too early).
 * `wait` receives a callback for the event, and returns a clean-up function.
 */
export const bufferKeys = (wait: (arrived: () => void) => () => void, again?: KeyboardEvent): void => {
  giveUp?.()
  if (again) buffer.unshift(again)
  pending = new Promise((resolve) => {
    let stop = (): void => undefined
    const end = (hasArrived: boolean) => (): void => {
      clearTimeout(timer)
      document.removeEventListener('pointerdown', abandon, true)
      stop()
      giveUp = null
      resolve(hasArrived)
    }
    const abandon = end(false)
    const timer = setTimeout(abandon, DEADLINE_MS)
    document.addEventListener('pointerdown', abandon, true)
    giveUp = abandon
    stop = wait(end(true))
  })
  if (!isBuffering) void release()
}

const release = async (): Promise<void> => {
  isBuffering = true
  while (pending) {
    const current = pending
    // One at a time: a replayed key may start the next buffering.
    const hasArrived = await current
    if (current !== pending) continue
    pending = null
    if (!hasArrived) buffer.length = 0
    while (buffer.length > 0 && !pending) {
      replay()
      // React handles one key before the next.
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  isBuffering = false
}

const isText = (event: KeyboardEvent): boolean =>
  [...event.key].length === 1 && (isAltGr(event) || (!event.ctrlKey && !event.metaKey && !event.altKey))

/** Ctrl/⌘+K and Ctrl/⌘+Z. */
const isOurs = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && /^[kz]$/i.test(key)

const capture = (event: KeyboardEvent): void => {
  if (!isBuffering || isReplaying || isNoKey(event)) return
  event.stopImmediatePropagation()
  // Reloading, zooming and the like stay the browser's, but not what is a shortcut here: it would be lost.
  const isBrowsers = [...event.key].length === 1 && !isText(event) && !isOurs(event)
  if (isBrowsers || /^F\d/.test(event.key)) return
  event.preventDefault()
  if (event.key === 'Escape' && giveUp) giveUp()
  else buffer.push(event)
}

/** Replays the first buffered key; text for a field is inserted at once. */
const replay = (): void => {
  const focused = document.activeElement ?? document.body
  isReplaying = true
  try {
    const end = buffer.findIndex((event) => !isText(event))
    if (takesText(focused) && end !== 0) {
      const typed = buffer.splice(0, end < 0 ? buffer.length : end)
      insert(focused, typed.map(({ key }) => key).join(''))
    } else press(focused, buffer.shift()!)
  } finally {
    isReplaying = false
  }
}

const press = (target: Element, event: KeyboardEvent): void => {
  if (event.key === 'Backspace' && takesText(target)) return insert(target, '', 1)
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event
  const init = { key, code, shiftKey, ctrlKey, altKey, metaKey, bubbles: true, cancelable: true }
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', init))
  // A synthetic Enter has no default action.
  if (isFree && key === 'Enter' && target instanceof HTMLTextAreaElement) insert(target, '\n')
  if (isFree && key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
  const isReleased = target.dispatchEvent(new KeyboardEvent('keyup', init))
  // Nor has a synthetic Space.
  if (isFree && isReleased && key === ' ' && target instanceof HTMLInputElement && target.selectionEnd === null)
    target.click()
}

/** Inserts text at the caret as typing would, after deleting `removed` characters before it. */
const insert = (field: TextField, text: string, removed = 0): void => {
  const to = field.selectionEnd ?? field.value.length
  const from = field.selectionStart ?? to
  field.setRangeText(text, from === to ? Math.max(0, from - removed) : from, to, 'end')
  const inputType = removed > 0 ? 'deleteContentBackward' : 'insertText'
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: text }))
}

window.addEventListener('keydown', capture, true)
