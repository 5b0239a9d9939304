import type { useFormatter } from 'use-intl'

/** “3 Mar”: the name of a day, which is given as 2026-03-03. */
export const dayName = (dateTime: ReturnType<typeof useFormatter>['dateTime'], day: string): string =>
  dateTime(new Date(`${day}T00:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' })
