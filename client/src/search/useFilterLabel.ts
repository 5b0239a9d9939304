import { useFormatter, useTranslations } from 'use-intl'
import type { FilterWord } from './query.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const IS = ['open', 'in-progress', 'resolved', 'closed', 'unread', 'starred', 'mine', 'unassigned'] as const

/** The name of a filter on its chip: "Open", "#refund", "Before Jan 31, 2026". What is not known is shown as typed. */
export const useFilterLabel = (): ((filter: Pick<FilterWord, 'key' | 'value'>) => string) => {
  const t = useTranslations('search')
  const format = useFormatter()
  const dateOf = (value: string) =>
    format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })

  return ({ key, value }) => {
    const lower = value.toLowerCase()
    if (key === 'is') {
      const known = IS.find((one) => one === lower.replace('_', '-'))
      return known ? t(`is.${known}`) : `is:${value}`
    }
    if (key === 'before' || key === 'after')
      return t(`chip.${key}`, { date: DATE.test(value) && !Number.isNaN(Date.parse(value)) ? dateOf(value) : value })
    if (key === 'in') return lower === 'notes' ? t('chip.notes') : `in:${value}`
    if (key === 'assignee' && lower === 'me') return t('chip.me')
    return t(`chip.${key}`, { value })
  }
}
