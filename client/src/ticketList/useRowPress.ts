import type { MouseEvent, PointerEvent } from 'react'
import { usePressedRow } from '../lib/usePressedRow.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useLongPress } from './useLongPress.ts'

type Options = {
  canSelect: boolean
  isSelecting: boolean
  onSelect: (ticket: TicketRowFragment, extend: boolean) => void
  /** Puts the cursor on a row. */
  setActive: (index: number) => void
  onOpen: (ticket: TicketRowFragment) => void
}

/**
 * The pointer handlers of a row: a click opens its ticket; with Shift, Ctrl or ⌘ it selects it. On a touch screen a
 * long press selects the first row, and taps select the others.
 */
export const useRowPress = ({ canSelect, isSelecting, onSelect, setActive, onOpen }: Options) => {
  const hold = useLongPress((ticket: TicketRowFragment) => onSelect(ticket, false))
  const pressedRow = usePressedRow((ticket: TicketRowFragment) => {
    hold.end()
    if (!hold.wasHeld()) onOpen(ticket)
  })

  const onClick = (event: MouseEvent, index: number, ticket: TicketRowFragment | undefined) => {
    if (hold.wasHeld()) return
    setActive(index)
    if (!ticket) return
    const byTouch = (event.nativeEvent as globalThis.PointerEvent).pointerType === 'touch'
    if (canSelect && byTouch && isSelecting) return onSelect(ticket, false)
    if (canSelect && (event.shiftKey || event.metaKey || event.ctrlKey)) return onSelect(ticket, event.shiftKey)
    onOpen(ticket)
  }

  return (index: number, ticket: TicketRowFragment | undefined) => {
    const pressed = pressedRow(ticket, (event) => onClick(event, index, ticket))
    return {
      ...pressed,
      onPointerDown: (event: PointerEvent) => {
        pressed.onPointerDown(event)
        hold.start(event, canSelect ? ticket : undefined)
      },
      onPointerMove: hold.move,
      onPointerUp: hold.end,
      onPointerCancel: hold.end,
      onContextMenu: (event: MouseEvent) => hold.isHolding() && event.preventDefault(),
    }
  }
}
