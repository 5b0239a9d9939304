import { type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { recall, remember } from '../lib/remembered.ts'

const STEP_PX = 16

type Size = { size: number; setSize: (size: number) => void; min: number; max: number }

/** A panel's width in px, stored on this device; `initial` by default. Both are limited by the present window width. */
export const usePanelSize = (name: string, initial: number, min: number, max: number): Size => {
  const [chosen, setChosen] = useState(() =>
    recall<number | null>(`panel.${name}`, null, (value): value is number => Number.isFinite(value)),
  )
  const setSize = useCallback(
    (wanted: number) => {
      const next = Math.round(Math.min(max, Math.max(min, wanted)))
      setChosen(next)
      remember(`panel.${name}`, next)
    },
    [name, min, max],
  )
  return { size: Math.min(max, Math.max(min, chosen ?? initial)), setSize, min, max }
}

/**
 * A separator on the edge of its panel (which is `relative`), moved by dragging or with the arrow keys (Home and End
 * for the limits). `grows` is the direction in which the panel
 * grows where text runs from left to right.
 */
export const Resizer = ({ name, panel, grows }: { name: string; panel: Size; grows: 'right' | 'left' }) => {
  const t = useTranslations('ui')
  // In a layout from right to left, all panels are mirrored.
  const sign = () => ((grows === 'right') === (document.dir !== 'rtl') ? 1 : -1)

  const onKeyDown = (event: KeyboardEvent) => {
    const sizes: Record<string, number> = {
      ArrowRight: panel.size + sign() * STEP_PX,
      ArrowLeft: panel.size - sign() * STEP_PX,
      Home: panel.min,
      End: panel.max,
    }
    const size = sizes[event.key]
    if (size === undefined) return
    event.preventDefault()
    panel.setSize(size)
  }

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget
    const start = event.clientX
    const from = panel.size
    handle.setPointerCapture(event.pointerId)
    const move = ({ clientX }: globalThis.PointerEvent) => panel.setSize(from + sign() * (clientX - start))
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
  }

  return (
    // A separator that can be moved is a focusable widget (WAI-ARIA window splitter).
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('resize', { name })}
      aria-valuenow={panel.size}
      aria-valuemin={panel.min}
      aria-valuemax={panel.max}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      className={classes(
        'absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none outline-none hover:bg-accent/30 focus-visible:bg-accent/50',
        grows === 'right' ? '-end-1' : '-start-1',
      )}
    />
  )
}
