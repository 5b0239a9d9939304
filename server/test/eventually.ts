/** How often a condition is looked at, in milliseconds. */
const POLL_MS = 15

/** Waits until `holds` says so, asking again and again; rejects after `ms` with `what` and the last answer. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  holds: (answer: T) => boolean = Boolean,
  ms = 20_000,
): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (holds(answer)) return answer
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}. It is ${JSON.stringify(answer)}.`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
