import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const inOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role=dialog], [role=menu], [role=listbox]:not([data-ticket-list])') !== null

/** The first key of a pair (`g i`), and how long it waits for the second, in milliseconds (tinykeys' own wait). */
const LEADER = 'g'
const LEADER_MS = 1_000
let ledAt = -Infinity
/** Whether the key being pressed is the second of a pair. */
let led = false

// Heard before any binding is: the second key of a pair must not also be the shortcut that it is alone.
const hearLeader = ({ key, target, timeStamp, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(key)) return
  const alone = !ctrlKey && !metaKey && !altKey
  led = alone && timeStamp - ledAt < LEADER_MS
  ledAt = alone && key === LEADER && !led && !typing(target) ? timeStamp : -Infinity
}
window.addEventListener('keydown', hearLeader, true)

/** Whether a binding is a bare key: those are off inside inputs, menus and dialogs. */
const isBare = (keys: string): boolean => !keys.includes('$mod') && !keys.includes('Alt') && !/^F\d/.test(keys)

/**
 * Binds shortcuts (tinykeys syntax: `j`, `$mod+k`, `g i`, `Shift+?`) on the window while mounted.
 * The handlers may change between renders; the bindings may not.
 */
export const useShortcuts = (bindings: Record<string, (event: KeyboardEvent) => void>): void => {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  const keys = Object.keys(bindings).join('|')
  useEffect(() => {
    const handlers = keys.split('|').map((key) => [
      key,
      (event: KeyboardEvent) => {
        if (event.defaultPrevented) return
        if (led !== key.includes(' ')) return
        if (isBare(key) && (typing(event.target) || inOverlay(event.target))) return
        event.preventDefault()
        latest.current[key]?.(event)
      },
    ])
    return tinykeys(window, Object.fromEntries(handlers))
  }, [keys])
}
