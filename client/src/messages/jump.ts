const places = new Set<() => void>()

/** Called by the conversation on screen: how to get to its end. Returns what takes that back. */
export const onJumpToEnd = (jump: () => void): (() => void) => {
  places.add(jump)
  return () => void places.delete(jump)
}

/** Shows the end of the conversation on screen. */
export const jumpToEnd = (): void => {
  for (const jump of places) jump()
}
