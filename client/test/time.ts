// Taken before a test replaces the clock: what waits here waits for real.
const { setTimeout } = globalThis

/** The polling interval. */
const POLL_MS = 5
/** The number of checks before it gives up: at least a minute. */
const MAX_CHECKS = 12_000

/** One turn of the event loop: whatever was ready to run has run. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Waits until this condition. On a slow machine that takes longer, and fails no sooner. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let check = 0; check < MAX_CHECKS; check++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`Timed out waiting for: ${condition.toString()}`)
}
