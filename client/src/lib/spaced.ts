/**
 * Calls `act` at once, and again at most every `ms`: what happens in between is one call at the end. `cancel` drops a call that is still to come.
 */
export const spaced = (act: () => void, ms: number): { call: () => void; cancel: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  const rest = () => {
    timer = setTimeout(() => {
      timer = undefined
      if (isDue) call()
    }, ms)
  }
  const call = () => {
    isDue = timer !== undefined
    if (isDue) return
    rest()
    act()
  }
  return { call, cancel: () => clearTimeout(timer) }
}
