import { useEffect, useRef } from 'react'
import { isInOverlay, isTyping } from './keyBuffer.ts'
import { isForeign, isNoKey, keyNames } from './keyNames.ts'
import { actionOf, isSingle } from './shortcutMap.ts'

type Handler = (event: KeyboardEvent) => void
type Bindings = Record<string, Handler>

/** The first key of a pair (`g i`), and how long it waits for the second, in milliseconds. */
const LEADER = 'g'
const LEADER_MS = 5_000
/** Keys that repeat while held down; others act once. */
const REPEATED = new Set(['j', 'k', 'Alt+ArrowDown'])

/** The bindings of the page, in the order of binding. */
const bound: { current: Bindings }[] = []
let ledAt = -Infinity
let wasForeign = false

/** Whether a binding is off inside inputs, menus and dialogs: a bare key, and undo, which fields have themselves. */
const isOffInside = (name: string): boolean => name === '$mod+z' || isSingle(name)

/** What keys do now, if anything: the viewer may have chosen others for it, or none. */
const find = (name: string): { action: string; handler: Handler } | undefined => {
  const action = actionOf(name)
  const handler = action === undefined ? undefined : bound.find(({ current }) => action in current)?.current[action]
  return handler && { action: action!, handler }
}

const onKeyDown = (event: KeyboardEvent): void => {
  if (isNoKey(event)) return
  const names = keyNames(event, wasForeign)
  if (/^\p{L}{1,2}$/u.test(event.key)) wasForeign = isForeign(event.key)
  const isLed = event.timeStamp - ledAt < LEADER_MS
  ledAt = -Infinity
  if (event.defaultPrevented) return
  const isInside = isTyping(event.target) || isInOverlay(event.target)
  // The second key of a pair is not also the shortcut that it is alone.
  const wanted = isLed ? names.map((name) => `${LEADER} ${name}`) : names
  const name = wanted.find((each) => find(each) && !(isInside && isOffInside(each)))
  const found = name === undefined ? undefined : find(name)
  if (found) {
    event.preventDefault()
    if (!event.repeat || REPEATED.has(found.action)) found.handler(event)
  } else if (!isLed && !isInside && names.includes(LEADER)) ledAt = event.timeStamp
}
window.addEventListener('keydown', onKeyDown)

/**
 * Binds shortcuts on the page while mounted, by the names of `keyNames`, or `g` and a second key; `shortcutMap.ts` has the
 * viewer's own keys for them. The handlers may change between renders. Single keys are off while the user types, and in dialogs and menus.
 */
export const useShortcuts = (bindings: Bindings): void => {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    bound.push(latest)
    return () => void bound.splice(bound.indexOf(latest), 1)
  }, [])
}
