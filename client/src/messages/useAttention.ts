import { useSyncExternalStore } from 'react'

const isAttentive = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

const follow = (changed: () => void): (() => void) => {
  window.addEventListener('focus', changed)
  window.addEventListener('blur', changed)
  document.addEventListener('visibilitychange', changed)
  return () => {
    window.removeEventListener('focus', changed)
    window.removeEventListener('blur', changed)
    document.removeEventListener('visibilitychange', changed)
  }
}

/** Whether the user may be looking at the page: it is visible and focused. */
export const useAttention = (): boolean => useSyncExternalStore(follow, isAttentive)
