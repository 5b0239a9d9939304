import { Suspense, useSyncExternalStore } from 'react'
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'
import { lazily } from '../lib/lazily.ts'
import { refusalOf, type Payload } from '../lib/refusal.ts'

const ToastRegion = lazily(() => import('./ToastRegion.tsx'), 'ToastRegion')

/** A toast's tone and button. */
export type ToastOptions = {
  tone?: Toast['tone']
  action?: Toast['action']
  /** Its duration; six seconds by default. */
  shownMs?: number
}

/** A message that is shown for a few seconds. */
export type Toast = { text: string; tone: 'done' | 'problem'; action?: { label: string; onPress: () => void } }

const SHOWN_MS = 6_000

// React Aria's toasts rather than sonner's: sonner injects a style element, which the CSP refuses.
const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Shows a toast. Returns a function that dismisses it. */
export const toast = (text: string, { tone = 'done', action, shownMs = SHOWN_MS }: ToastOptions = {}): (() => void) => {
  const key = queue.add({ text, tone, action }, { timeout: shownMs })
  return () => queue.close(key)
}

/** Dismisses all toasts. */
export const clearToasts = (): void => queue.clear()

/** Shows why a mutation was rejected, or `failed` if there was no response. Returns whether there was an error. */
export const toastRefusal = (payload: Payload, failed: string): boolean => {
  const problem = refusalOf(payload, failed)
  if (problem) toast(problem, { tone: 'problem' })
  return problem !== undefined
}

const subscribe = (onChange: () => void) => queue.subscribe(onChange)
const hasToasts = (): boolean => queue.visibleToasts.length > 0

/** The toasts on screen. Rendered once. */
export const Toasts = () => {
  const isShown = useSyncExternalStore(subscribe, hasToasts)
  return <Suspense>{isShown && <ToastRegion queue={queue} />}</Suspense>
}
