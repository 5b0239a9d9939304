// Taken before a test replaces the clock: what waits here waits for real.
const { setTimeout } = globalThis

/** How often a state is looked at. */
const POLL_MS = 5
/** What has not come after so many looks, a minute at least, never comes. */
const LOOKS = 12_000

/** One turn of the event loop: whatever was ready to run has run. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Waits until this holds. On a slow machine that takes longer, and fails no sooner. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let look = 0; look < LOOKS; look++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`It never came to hold: ${holds.toString()}`)
}
