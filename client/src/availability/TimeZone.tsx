import { useTranslations } from 'use-intl'
import { TimeZoneSelect } from '../ui/TimeZoneSelect.tsx'

/** The time zone of working hours, or of a desk. */
export const TimeZone = (props: { value: string; onChange: (value: string) => void }) => {
  const t = useTranslations('availability')
  return <TimeZoneSelect label={t('timeZone')} {...props} />
}
