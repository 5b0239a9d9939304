import { dateFormat } from './locale.ts'
import { startOfDay } from './time.ts'

const DAY_MS = 86_400_000

/** The name of a day, or the word for it. The year is named if it is not this one. */
export const dayName = (date: Date, now: Date, weekday: 'short' | 'long'): string | { word: 'today' | 'yesterday' } => {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS)
  if (days <= 0) return { word: 'today' }
  if (days === 1) return { word: 'yesterday' }
  const isThisYear = date.getFullYear() === now.getFullYear()
  return dateFormat({ weekday, day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) }).format(date)
}
