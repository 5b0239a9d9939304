const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "45s", "12m", "3h 20m", "2d 4h": the two largest units. */
export const duration = (seconds: number): string => {
  const whole = Math.round(seconds)
  if (whole < MINUTE) return `${whole}s`
  if (whole < HOUR) return two(whole, MINUTE, 'm', 1, 's', 10 * MINUTE)
  if (whole < DAY) return two(whole, HOUR, 'h', MINUTE, 'm', 10 * HOUR)
  return two(whole, DAY, 'd', HOUR, 'h', 10 * DAY)
}

/** The smaller unit is left out from `precise` on, where it would say nothing. */
const two = (seconds: number, unit: number, name: string, smaller: number, small: string, precise: number): string => {
  if (seconds >= precise) return `${Math.round(seconds / unit)}${name}`
  const rest = Math.floor((seconds % unit) / smaller)
  return `${Math.floor(seconds / unit)}${name}${rest > 0 ? ` ${rest}${small}` : ''}`
}
