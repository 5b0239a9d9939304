import { useSignInNeed } from './signInNeed.ts'

const listeners = new Set<() => void>()

/** The session of this page has ended: signed out in another tab, disabled, or changed role. */
export const signInEnded = (): void => {
  for (const listener of [...listeners]) listener()
}

/** Calls a listener when the session ends. Returns a function that stops it. */
export const onSignInEnded = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

// A page without a socket notices by the first response that requires sign-in.
useSignInNeed.subscribe(({ needed }, before) => {
  if (needed && !before.needed) signInEnded()
})
