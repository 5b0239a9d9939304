import { useRef, type MouseEvent, type PointerEvent } from 'react'

/** A pointer that moves this far between press and release has dragged, not clicked. In px. */
const DRAGGED_PX = 10

type Press<Row> = { row: Row; isOver: boolean }

/**
 * The pointer handlers of rows that may move, come and go while one is pressed. The row on which a press began is
 * meant, also if another one or none is under the pointer at its end: then it is `onMoved` that opens it.
 */
export const usePressedRow = <Row extends { id: string }>(onMoved: (row: Row) => void) => {
  const press = useRef<Press<Row> | null>(null)

  const begin = (down: PointerEvent, row: Row | undefined) => {
    const { button, currentTarget: element, target, pointerId, clientX, clientY } = down
    press.current = null
    if (!row || button !== 0) return
    // A touch is captured by what it began on, which may not be under it at its end.
    if (target instanceof Element && target.hasPointerCapture(pointerId)) target.releasePointerCapture(pointerId)
    const begun = { row, isOver: false }
    press.current = begun
    const end = (event: globalThis.PointerEvent) => {
      document.removeEventListener('pointerup', end)
      document.removeEventListener('pointercancel', end)
      // The browser sends no click to a row that is not under the pointer anymore.
      if (press.current !== begun || element.contains(event.target as Node)) return
      begun.isOver = true
      const dragged = Math.hypot(event.clientX - clientX, event.clientY - clientY)
      if (event.type === 'pointerup' && dragged <= DRAGGED_PX) onMoved(row)
    }
    document.addEventListener('pointerup', end)
    document.addEventListener('pointercancel', end)
  }

  return (row: Row | undefined, onClick: (event: MouseEvent) => void) => ({
    onPointerDown: (event: PointerEvent) => begin(event, row),
    onClick: (event: MouseEvent) => {
      const begun = press.current
      press.current = null
      // A click without a pointer, as of a screen reader, ends no press.
      if (!begun || event.detail === 0) return onClick(event)
      if (begun.isOver) return
      if (begun.row.id === row?.id) onClick(event)
      else onMoved(begun.row)
    },
  })
}
