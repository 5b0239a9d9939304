import { useTranslations } from 'use-intl'

const HOUR = 60
const DAY = 24 * HOUR

/** A number of minutes in words, in the largest unit that divides it: "2 days", "90 minutes". */
export const useDuration = (): ((minutes: number) => string) => {
  const t = useTranslations('desk')
  return (minutes) =>
    minutes % DAY === 0
      ? t('days', { count: minutes / DAY })
      : minutes % HOUR === 0
        ? t('hours', { count: minutes / HOUR })
        : t('minutes', { count: minutes })
}
