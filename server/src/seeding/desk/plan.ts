import type { Random } from './random.ts'

/** How large a desk is to be, and which of the endless desks of that size. */
export interface DeskSize {
  tickets: number
  messages: number
  seed: number
}

/** How many people a desk of this size has. */
export interface Crowd {
  buyers: number
  sellers: number
  agents: number
  admins: number
}

/** Most tickets are short and a few are very long. */
const SIGMA = 0.95
/** One ticket in so many is a busy one, with so many times the usual messages. */
const BUSY_ONE_IN = 2_000
const BUSY_FACTOR = 30

/** A desk has some people to every ticket, more agents the larger it is, and always enough of each. */
export function crowdFor({ tickets }: DeskSize): Crowd {
  return {
    buyers: Math.max(5, Math.round(tickets / 4)),
    sellers: Math.max(2, Math.round(tickets / 60)),
    agents: Math.max(4, Math.round(Math.sqrt(tickets) / 4)),
    admins: Math.max(1, Math.round(Math.log10(tickets + 1))),
  }
}

/** How many messages each ticket gets: at least one, all together exactly as many as asked for. */
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
