import type { Random } from '../desk/random.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What the placeholders of one ticket stand for. */
export type Filling = Readonly<Record<string, string>>

/** Draws the facts of one ticket: its order, what was ordered, how much and when. */
export function drawFilling(random: Random, items: readonly string[]): Filling {
  return {
    item: random.pick(items),
    order: `PL-${100_000 + random.below(900_000)}`,
    amount: `€${5 + random.below(240)}.${random.pick(['00', '49', '90', '95', '99'])}`,
    day: random.pick(DAYS),
  }
}

/** Puts them in place of `{item}` and the others. */
export function fill(text: string, filling: Filling): string {
  return text.includes('{') ? text.replace(/\{(\w+)\}/g, (_, name: string) => filling[name] ?? name) : text
}
