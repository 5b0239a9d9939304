import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/**
 * Whether the names on a bar's buttons need more than its one line. Measured, because it depends on the language as much as on
 * the width. The bar hides the names while it has `data-tight`.
 */
export const useIsTight = (buttons: number): { bar: RefObject<HTMLDivElement | null>; isTight: boolean } => {
  const bar = useRef<HTMLDivElement>(null)
  const [isTight, setTight] = useState(false)
  useLayoutEffect(() => {
    const measure = () => setTight(overflows(bar.current!))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(bar.current!)
    return () => observer.disconnect()
  }, [buttons])
  return { bar, isTight }
}

/** Whether the bar is too narrow for the names, whether it shows them or not. */
const overflows = (bar: HTMLElement): boolean => {
  const wasTight = bar.hasAttribute('data-tight')
  bar.removeAttribute('data-tight')
  const isWider = bar.scrollWidth > bar.clientWidth
  bar.toggleAttribute('data-tight', wasTight)
  return isWider
}
