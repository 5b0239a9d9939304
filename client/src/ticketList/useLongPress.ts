import { useRef, type PointerEvent } from 'react'

/** A touch of this length selects, in milliseconds; one that moves this far, in px, scrolls. */
const HOLD_MS = 500
const MOVED_PX = 10

/** Detects a long press. The click that ends it must be ignored: `wasHeld` returns true once. */
export const useLongPress = <T>(onHold: (what: T) => void) => {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null)
  const held = useRef(false)
  const end = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  return {
    start: ({ pointerType, clientX: x, clientY: y }: PointerEvent, what: T | undefined) => {
      end()
      held.current = false
      if (pointerType !== 'touch' || what === undefined) return
      const timer = setTimeout(() => {
        held.current = true
        onHold(what)
      }, HOLD_MS)
      press.current = { timer, x, y }
    },
    move: ({ clientX, clientY }: PointerEvent) => {
      if (press.current && Math.hypot(clientX - press.current.x, clientY - press.current.y) > MOVED_PX) end()
    },
    end,
    /** Whether a touch is in progress: the browser's own menu must not open. */
    isHolding: (): boolean => press.current !== null,
    wasHeld: (): boolean => {
      const was = held.current
      held.current = false
      return was
    },
  }
}
