/** How often a condition is looked at, in milliseconds. */
const POLL_MS = 15

/**
 * Waits until `holds` says so, asking again and again; rejects after `ms` by `clock` with `what` and the last answer. The
 * limit is there to fail with words instead of hanging: on a busy machine everything takes its time.
 */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  holds: (answer: T) => boolean = Boolean,
  ms = 120_000,
  clock: () => number = Date.now,
): Promise<T> {
  const deadline = clock() + ms
  for (;;) {
    const answer = await ask()
    if (holds(answer)) return answer
    if (clock() > deadline) throw new Error(`Not within ${ms} ms: ${what}. It is ${JSON.stringify(answer)}.`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
