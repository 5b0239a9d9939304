import { Select } from './Select.tsx'

type Props = { label: string; value: string; onChange: (zone: string) => void }

/** A select of all time zones that the browser knows. There are over 400: typing the beginning of a name finds it. */
export const TimeZoneSelect = ({ label, value, onChange }: Props) => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // Browsers list one name for each zone, and may know their own by another.
  const zones = [...new Set([value, timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()
  return (
    <Select
      label={label}
      value={value}
      onChange={onChange}
      choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
    />
  )
}
