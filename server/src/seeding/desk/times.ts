import type { Random } from './random.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** How far the desk goes back. */
const SPAN_DAYS = 548
/** The median minutes until a reply: some are immediate, some take days. */
const ANSWER_MINUTES = 25
const ANSWER_SIGMA = 1.6
/** The minimum age of the newest ticket. */
const NEWEST_MS = 2 * MINUTE_MS

/** The start of the nth of `count` tickets: the desk grows busier, so the newest months have most. */
export function createdAtOf(random: Random, n: number, count: number, now: number): number {
  const place = (n + random.unit()) / count
  return Math.floor(now - NEWEST_MS - SPAN_DAYS * DAY_MS * (1 - place ** 0.7))
}

/** The times of `count` consecutive events: the first when the ticket started, the last before `now`. */
export function timesOf(random: Random, createdAt: number, now: number, count: number): string[] {
  const gaps = Array.from({ length: count - 1 }, () => ANSWER_MINUTES * MINUTE_MS * random.longTailed(ANSWER_SIGMA))
  const wanted = gaps.reduce((a, b) => a + b, 0)
  const squeeze = Math.min(1, (now - createdAt) / (wanted || 1))
  let at = createdAt
  const times = [new Date(at).toISOString()]
  for (const gap of gaps) times.push(new Date(Math.floor((at += gap * squeeze))).toISOString())
  return times
}
