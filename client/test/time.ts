// Captured before a test replaces the clock, so that this code uses real time.
const { setTimeout } = globalThis

/** The polling interval. */
const POLL_MS = 5
/** The number of checks before it gives up: at least a minute. */
const MAX_CHECKS = 12_000

/** Waits for one turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Waits until a condition is true, by number of checks, so that a slow machine does not make it fail. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let check = 0; check < MAX_CHECKS; check++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`Timed out waiting for: ${condition.toString()}`)
}
