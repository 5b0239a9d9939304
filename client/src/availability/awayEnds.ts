/** When somebody who is away is back: when they say so, in an hour, tomorrow at nine, or at a time they choose. */
export const ENDS = ['open', 'hour', 'tomorrow', 'at'] as const
export type End = (typeof ENDS)[number]

const HOUR_MS = 3_600_000
const BACK_AT = 9

/** The instant of an end; null if it is open. `at` is a local time. */
export const endOf = (end: End, at: string, now = new Date()): string | null => {
  if (end === 'open') return null
  if (end === 'hour') return new Date(now.getTime() + HOUR_MS).toISOString()
  if (end === 'at') return new Date(at).toISOString()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, BACK_AT).toISOString()
}
