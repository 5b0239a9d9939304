import { useEffect, type RefObject } from 'react'

/**
 * Keeps an element of the log fully visible: when it appears, when it or its neighbours grow, and when the log shrinks
 * (an on-screen keyboard, a growing composer). If the user scrolls away, it stays there.
 */
export const useInSight = (ref: RefObject<HTMLElement | null>): void =>
  useEffect(() => {
    const element = ref.current
    const log = element?.closest<HTMLElement>('[role=log]')
    if (!element || !log) return undefined
    let isInSight = true
    const show = () => {
      if (isInSight) element.scrollIntoView({ block: 'nearest' })
    }
    const onScroll = () => {
      const [inner, outer] = [element.getBoundingClientRect(), log.getBoundingClientRect()]
      isInSight = inner.bottom > outer.top && inner.top < outer.bottom
    }
    // After the observer of the log, which restores the scroll position.
    const observer = new ResizeObserver(show)
    for (const observed of [element, log, log.firstElementChild!]) observer.observe(observed)
    log.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      log.removeEventListener('scroll', onScroll)
    }
  }, [ref])
