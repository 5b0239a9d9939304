import { isAltGr, isNoKey } from './keyNames.ts'

/** Ends a hold that nothing else ends, so that the keyboard cannot stay dead; long enough for any slow machine. */
const DEADLINE_MS = 30_000

const isField = (element: Element): boolean =>
  (element as HTMLElement).isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

const OVERLAY = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]:not([data-ticket-list])'

/** Whether a key pressed there is text. */
export const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && isField(target)

/** Whether something lies over the page there that has keys of its own. */
export const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(OVERLAY) !== null

/** What is going to take the focus: a field on the page, a field in a dialog, or a dialog, popover or menu. */
export type FocusTarget = 'field' | 'dialog field' | 'overlay'

/** Resolves with true when what is waited for has come, with false when it does not. */
let hold: Promise<boolean> | null = null
let giveUp: (() => void) | null = null
let isHolding = false
let isReplaying = false
const held: KeyboardEvent[] = []

/**
 * Call it before opening something that takes the focus, which may need a moment: keys pressed meanwhile are held back
 * and delivered to what took the focus, in order. No letter is lost, and none acts as a shortcut. Escape and a click end it.
 */
export const holdKeysForFocus = (target: FocusTarget): void => {
  const from = document.activeElement?.closest(OVERLAY) ?? null
  holdKeys((arrived) => {
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

/** Call it with a change of page: keys pressed until it is there are meant for it. */
export const holdKeysWhile = (change: Promise<unknown>): void =>
  holdKeys((arrived) => {
    void change.then(arrived, arrived)
    return () => undefined
  })

/**
 * Holds keys back until something has happened, then presses them again, `again` (a key that came too early) before them.
 * `wait` is given what to call then; it returns its clean-up.
 */
export const holdKeys = (wait: (arrived: () => void) => () => void, again?: KeyboardEvent): void => {
  giveUp?.()
  if (again) held.unshift(again)
  hold = new Promise((resolve) => {
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
  if (!isHolding) void release()
}

const release = async (): Promise<void> => {
  isHolding = true
  while (hold) {
    const current = hold
    // oxlint-disable-next-line no-await-in-loop -- One hold after the other: a key that is replayed may begin the next.
    const hasArrived = await current
    if (current !== hold) continue
    hold = null
    if (!hasArrived) held.length = 0
    while (held.length > 0 && !hold) {
      replay()
      // What React has to do about one key is done before the next.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  isHolding = false
}

const isText = (event: KeyboardEvent): boolean =>
  [...event.key].length === 1 && (isAltGr(event) || (!event.ctrlKey && !event.metaKey && !event.altKey))

const capture = (event: KeyboardEvent): void => {
  if (!isHolding || isReplaying || isNoKey(event)) return
  event.stopImmediatePropagation()
  // Reloading, zooming and the like stay the browser's.
  const isBrowsers = [...event.key].length === 1 && !isText(event)
  if (isBrowsers || /^F\d/.test(event.key)) return
  event.preventDefault()
  if (event.key === 'Escape' && giveUp) giveUp()
  else held.push(event)
}

/** Presses the first of the held keys again; text for a field all at once. */
const replay = (): void => {
  const focused = document.activeElement ?? document.body
  isReplaying = true
  try {
    const end = held.findIndex((event) => !isText(event))
    if (isTyping(focused) && end !== 0) {
      const typed = held.splice(0, end < 0 ? held.length : end)
      insert(focused, typed.map(({ key }) => key).join(''))
    } else press(focused, held.shift()!)
  } finally {
    isReplaying = false
  }
}

const press = (target: Element, event: KeyboardEvent): void => {
  if (event.key === 'Backspace' && isTyping(target)) return insert(target, '', 1)
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event
  const init = { key, code, shiftKey, ctrlKey, altKey, metaKey, bubbles: true, cancelable: true }
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', init))
  // What the browser does with a real Enter, it does not do with this one.
  if (isFree && key === 'Enter' && target instanceof HTMLTextAreaElement) insert(target, '\n')
  if (isFree && key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
  target.dispatchEvent(new KeyboardEvent('keyup', init))
}

/** Writes at the caret as typing would, after taking away so many characters before it. */
const insert = (field: Element, text: string, removed = 0): void => {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
  const to = field.selectionEnd ?? field.value.length
  const from = field.selectionStart ?? to
  field.setRangeText(text, from === to ? Math.max(0, from - removed) : from, to, 'end')
  const inputType = removed > 0 ? 'deleteContentBackward' : 'insertText'
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: text }))
}

window.addEventListener('keydown', capture, true)
