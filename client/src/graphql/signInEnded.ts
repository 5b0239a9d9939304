import { useSignInNeed } from './signInNeed.ts'

const listeners = new Set<() => void>()

/** The server has ended this page's sign-in: signed out in whatever tab, disabled, or in another role by now. */
export const signInEnded = (): void => {
  for (const listener of [...listeners]) listener()
}

/** Calls a listener when the sign-in ends. Returns what stops it. */
export const onSignInEnded = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

// A page without a socket finds out by the first answer that asks for a sign-in.
useSignInNeed.subscribe(({ needed }, before) => {
  if (needed && !before.needed) signInEnded()
})
