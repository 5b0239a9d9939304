import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'

/** A select of all time zones that the browser knows. */
export const TimeZone = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const t = useTranslations('availability')
  const zones = [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()
  return (
    <Select
      label={t('timeZone')}
      value={value}
      onChange={onChange}
      choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
    />
  )
}
