const listeners = new Set<() => void>()

/** Registers how to jump to the end of the conversation on screen. Returns a function that unregisters it. */
export const onJumpToEnd = (jump: () => void): (() => void) => {
  listeners.add(jump)
  return () => void listeners.delete(jump)
}

/** Shows the end of the conversation on screen. */
export const jumpToEnd = (): void => {
  for (const jump of listeners) jump()
}
