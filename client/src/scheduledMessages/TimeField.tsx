import { getLocalTimeZone } from '@internationalized/date'
import { useTranslations } from 'use-intl'
import { Field } from '../ui/Field.tsx'
import { fromInput, toInput } from './times.ts'

type Props = { value: string; onChange: (value: string) => void; problem: string | undefined; autoFocus?: boolean }

/** A date and time on the person's clock. */
export const TimeField = ({ value, onChange, problem, autoFocus }: Props) => {
  const t = useTranslations('scheduledMessages')
  return (
    <Field
      label={t('time')}
      // React Aria's type does not name it; the browser's picker knows the person's calendar and clock.
      type={'datetime-local' as 'text'}
      value={value}
      onChange={onChange}
      isRequired
      autoFocus={autoFocus}
      isInvalid={problem !== undefined}
      validate={() => problem ?? null}
      validationBehavior="aria"
      description={t('timeZone', { zone: getLocalTimeZone().replaceAll('_', ' ') })}
    />
  )
}

/** The instant of a field's value; null where it is not in the future. */
export const futureOf = (value: string): Date | null => {
  const at = fromInput(value)
  return at && at > new Date() ? at : null
}

/** The field's value for the time at which something is sent, or for the next hour where that is over. */
export const valueFor = (at: Date): string => {
  const now = new Date()
  return toInput(at > now ? at : new Date(now.getTime() + 3_600_000))
}
