import { useFormatter, useTranslations } from 'use-intl'
import type { FilterWord, PARTS, STATES } from './query.ts'

/** The name of a filter on its chip: "Open", "#refund", "Not #refund", "Before Jan 31, 2026". */
export const useFilterLabel = (): ((
  filter: Pick<FilterWord, 'key' | 'value'> & { isExcluded?: boolean },
) => string) => {
  const t = useTranslations('search')
  const format = useFormatter()

  const nameOf = ({ key, value }: Pick<FilterWord, 'key' | 'value'>): string => {
    if (key === 'is') return t(`is.${value as (typeof STATES)[number]}`)
    if (key === 'in') return t(`in.${value as (typeof PARTS)[number]}`)
    if (key === 'assignee' && (value === 'me' || value === 'none')) return t(`assignee.${value}`)
    if (key === 'before' || key === 'after')
      return t(`chip.${key}`, {
        date: format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' }),
      })
    return t(`chip.${key}`, { value })
  }
  return (filter) => (filter.isExcluded ? t('chip.not', { name: nameOf(filter) }) : nameOf(filter))
}
