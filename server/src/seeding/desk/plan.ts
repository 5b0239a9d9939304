import type { Random } from './random.ts'

/** The size of a desk, and the seed of its content. */
export interface DeskSize {
  tickets: number
  messages: number
  seed: number
}

/** The number of people of a desk of this size. */
export interface Crowd {
  buyers: number
  sellers: number
  agents: number
  admins: number
}

/** Most tickets are short and a few are very long. */
const SIGMA = 0.95
/** The proportion of busy tickets, and the factor of their number of messages. */
const BUSY_ONE_IN = 2_000
const BUSY_FACTOR = 30

/** The number of people grows with the number of tickets, with a minimum for each role. */
export function crowdFor({ tickets }: DeskSize): Crowd {
  return {
    buyers: Math.max(5, Math.round(tickets / 4)),
    sellers: Math.max(2, Math.round(tickets / 60)),
    agents: Math.max(4, Math.round(Math.sqrt(tickets) / 4)),
    admins: Math.max(1, Math.round(Math.log10(tickets + 1))),
  }
}

/** The number of messages of each ticket: at least one, with the given total. */
export function messagesPerTicket({ tickets, messages }: DeskSize, random: Random): Int32Array {
  const weights = Float64Array.from(
    { length: tickets },
    () => random.longTailed(SIGMA) * (random.below(BUSY_ONE_IN) === 0 ? BUSY_FACTOR : 1),
  )
  const sum = weights.reduce((a, b) => a + b, 0)
  const spare = messages - tickets
  const counts = Int32Array.from(weights, (weight) => 1 + Math.floor((spare * weight) / sum))
  let missing = messages - counts.reduce((a, b) => a + b, 0)
  for (let index = 0; missing > 0; index = (index + 1) % tickets, missing--) counts[index]! += 1
  return counts
}
