import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'

type Leave = (go: () => void) => void
type TextInput = HTMLInputElement | HTMLTextAreaElement

/** Leaves a part of a dialog, after asking if text would be lost. */
export const LeaveContext = createContext<Leave>((go) => go())
export const useLeave = (): Leave => useContext(LeaveContext)

/** Search fields do not count as unsaved text. */
const isText = (target: EventTarget | null): target is TextInput =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement &&
    /^(text|email|url|tel)$/.test(target.type) &&
    !/^(combobox|searchbox)$/.test(target.getAttribute('role') ?? ''))

/**
 * Watches the text fields within an element: `leave` goes at once, or asks first if something is typed in one of them.
 */
export const useUnsaved = () => {
  const before = useRef(new Map<TextInput, string>())
  const [pending, setPending] = useState<{ go: () => void } | null>(null)
  const [element, ref] = useState<HTMLElement | null>(null)

  useEffect(() => {
    if (!element) return undefined
    const fields = before.current
    const note = ({ target }: Event) => {
      if (isText(target) && !fields.has(target)) fields.set(target, target.value)
    }
    // A field with autofocus has the focus already.
    if (isText(document.activeElement) && element.contains(document.activeElement))
      fields.set(document.activeElement, document.activeElement.value)
    element.addEventListener('focusin', note)
    return () => {
      element.removeEventListener('focusin', note)
      fields.clear()
    }
  }, [element])

  const leave = useCallback((go: () => void) => {
    const isTyped = [...before.current].some(
      ([field, text]) => field.isConnected && field.value !== text && field.value.trim() !== '',
    )
    if (isTyped) setPending({ go })
    else go()
  }, [])
  return { ref, leave, pending, setPending }
}
