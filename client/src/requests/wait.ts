const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A waiting time: "45 s", "3 min", "2 h 5 min", "3 d". */
export const waited = (since: string, now: Date): string => {
  const ms = Math.max(0, now.getTime() - new Date(since).getTime())
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < 24 * HOUR) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`
  return `${Math.floor(ms / (24 * HOUR))} d`
}
