/** A person who is signed in. */
export type Person = { cookie: string }

/** What the benchmark is told by `server/bench/clientBench.ts`, which has started the server and sends the messages elsewhere. */
export type Plan = {
  url: string
  chromium: string
  /** An agent with tickets of their own, which nobody else writes to, and an admin. */
  agent: Person
  admin: Person
  /** A ticket of the agent's, and its requester. */
  ticket: { number: string; requester: Person }
  /** Which parts to measure; all but the day by default. */
  only?: string[]
  samples: number
  seconds: number
  /** How long the day of an agent is. */
  minutes: number
  messagesPerSecond: number
}

export const plan = JSON.parse(process.env.BENCH_PLAN!) as Plan

/** Asks for this many messages a second elsewhere on the desk, from now on. */
export const sendElsewhere = (perSecond: number): void => void process.send!({ perSecond })

/** Prints a line of the report. */
export const say = (line: string): void => console.log(line)

/** A table of Markdown. */
export const table = (head: string[], rows: string[][]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n')

/** The value below which this share of the values lies, rounded; a dash of nothing. */
export const quantile = (values: readonly number[], share: number): string => {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.round((sorted.length - 1) * share))]
  return value === undefined ? '–' : value.toFixed(value < 10 ? 1 : 0)
}
