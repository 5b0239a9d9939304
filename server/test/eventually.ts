/** The polling interval, in milliseconds. */
const POLL_MS = 15

/**
 * Waits until `holds` returns true, polling repeatedly; rejects after `ms` by `clock` with `what` and the last value. The
 * limit only exists to fail with a message instead of hanging: a busy machine is slow.
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
