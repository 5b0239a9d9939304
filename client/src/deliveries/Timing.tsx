import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { toast } from '../ui/toasts.tsx'
import { useUpdateNotificationSettingsMutation, type SettingsFieldsFragment } from './deliveries.generated.ts'

type Timed = Pick<SettingsFieldsFragment, 'timeZone' | 'quietFrom' | 'quietUntil' | 'digest' | 'digestHour'>
type Props = { settings: SettingsFieldsFragment; onSaved: () => void }

const QUIET = { quietFrom: '22:00', quietUntil: '07:00' }
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Quiet hours, the time zone they are in, and how often emails are sent. Each change is saved at once. */
export const Timing = ({ settings, onSaved }: Props) => {
  const t = useTranslations('deliveries')
  const [, send] = useUpdateNotificationSettingsMutation()
  const [shown, setShown] = useState<Timed>(() => timedOf(settings))
  const zones = [...new Set(['UTC', shown.timeZone, ...Intl.supportedValuesOf('timeZone')])]

  const save = async (change: Partial<Timed>) => {
    const next = { ...shown, ...change }
    // Times mean nothing in a zone that nobody has chosen.
    if (shown.timeZone === 'UTC' && !change.timeZone) next.timeZone = zoneHere()
    setShown(next)
    const { data } = await send({ input: next })
    if (data?.updateNotificationSettings.errors.length === 0) return onSaved()
    setShown(timedOf(settings))
    toast(data?.updateNotificationSettings.errors[0]?.message ?? t('notSaved'), { tone: 'problem' })
  }
  const time = (name: 'quietFrom' | 'quietUntil') => (
    <Field
      label={t(name)}
      type="time"
      value={shown[name] ?? ''}
      onChange={(value) => setShown((before) => ({ ...before, [name]: value }))}
      onBlur={() => shown[name] && shown[name] !== settings[name] && void save({})}
      className="w-32"
    />
  )
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-4">
      <h3 className="font-semibold">{t('timing')}</h3>
      <div className="flex flex-wrap gap-3">
        <Select
          label={t('digest')}
          value={shown.digest}
          choices={(['OFF', 'HOURLY', 'DAILY'] as const).map((digest) => ({
            value: digest,
            label: t('digestChoice', { digest }),
          }))}
          onChange={(digest) => void save({ digest })}
          className="w-52"
        />
        {shown.digest === 'DAILY' && (
          <Select
            label={t('digestHour')}
            value={String(shown.digestHour)}
            choices={HOURS}
            onChange={(hour) => void save({ digestHour: Number(hour) })}
            className="w-32"
          />
        )}
      </div>
      <Check
        isSelected={shown.quietFrom !== null}
        onChange={(on) => void save(on ? QUIET : { quietFrom: null, quietUntil: null })}
      >
        {t('quiet')}
      </Check>
      {shown.quietFrom !== null && (
        <div className="flex flex-wrap gap-3">
          {time('quietFrom')}
          {time('quietUntil')}
        </div>
      )}
      <Select
        label={t('timeZone')}
        value={shown.timeZone}
        choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(timeZone) => void save({ timeZone })}
        className="max-w-72"
      />
    </section>
  )
}

const timedOf = ({ timeZone, quietFrom, quietUntil, digest, digestHour }: SettingsFieldsFragment): Timed => ({
  timeZone,
  quietFrom,
  quietUntil,
  digest,
  digestHour,
})
