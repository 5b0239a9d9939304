import type { Random } from './random.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The desk goes back so far. */
const SPAN_DAYS = 548
/** Answers come within so many minutes at the median: some at once, some after days. */
const ANSWER_MINUTES = 25
const ANSWER_SIGMA = 1.6
/** The newest ticket began so long ago at least. */
const NEWEST_MS = 2 * MINUTE_MS

/** When the nth of `count` tickets began: the desk grows busier, so the newest months have most. */
export function createdAtOf(random: Random, n: number, count: number, now: number): number {
  const place = (n + random.unit()) / count
  return Math.floor(now - NEWEST_MS - SPAN_DAYS * DAY_MS * (1 - place ** 0.7))
}

/** Times of `count` things that happen one after the other: the first when the ticket began, the last before `now`. */
export function timesOf(random: Random, createdAt: number, now: number, count: number): string[] {
  const gaps = Array.from({ length: count - 1 }, () => ANSWER_MINUTES * MINUTE_MS * random.longTailed(ANSWER_SIGMA))
  const wanted = gaps.reduce((a, b) => a + b, 0)
  const squeeze = Math.min(1, (now - createdAt) / (wanted || 1))
  let at = createdAt
  const times = [new Date(at).toISOString()]
  for (const gap of gaps) times.push(new Date(Math.floor((at += gap * squeeze))).toISOString())
  return times
}
