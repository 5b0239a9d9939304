import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const inOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role=dialog], [role=menu], [role=listbox]:not([data-ticket-list])') !== null

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
        if (isBare(key) && (typing(event.target) || inOverlay(event.target))) return
        event.preventDefault()
        latest.current[key]?.(event)
      },
    ])
    return tinykeys(window, Object.fromEntries(handlers))
  }, [keys])
}
