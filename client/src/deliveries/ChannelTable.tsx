import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { toast } from '../ui/toasts.tsx'
import { useSetNotificationPreferenceMutation, type SettingsFieldsFragment } from './deliveries.generated.ts'

type Preference = SettingsFieldsFragment['preferences'][number]
type Props = { settings: SettingsFieldsFragment; onSaved: () => void }

/** Kinds of notifications by channels, each a checkbox that is saved at once. */
export const ChannelTable = ({ settings, onSaved }: Props) => {
  const t = useTranslations('deliveries')
  const [, send] = useSetNotificationPreferenceMutation()
  // What was just chosen is shown until the server has answered.
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const groups = [...new Set(settings.preferences.map(({ group }) => group))]

  const choose = async ({ group, channel }: Preference, enabled: boolean) => {
    const key = `${group} ${channel}`
    setChosen((before) => ({ ...before, [key]: enabled }))
    const { data } = await send({ input: { group, channel, enabled } })
    if (data?.setNotificationPreference.errors.length === 0) return onSaved()
    setChosen((before) => ({ ...before, [key]: !enabled }))
    toast(t('notSaved'), { tone: 'problem' })
  }
  const cell = (preference: Preference) => {
    const { group, channel, enabled } = preference
    const label = t('groupOnChannel', { group: t('group', { group }), channel: t('channel', { channel }) })
    return (
      <td key={channel} className="py-1 text-center">
        <Check
          aria-label={label}
          isSelected={chosen[`${group} ${channel}`] ?? enabled}
          onChange={(on) => void choose(preference, on)}
        >
          <span className="sr-only">{label}</span>
        </Check>
      </td>
    )
  }
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('channels')}</h3>
      <p className="text-sm text-muted">{t('channelsHint')}</p>
      <table className="w-full text-base">
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            <th scope="col" className="py-1.5 pe-3 text-start font-medium">
              {t('kindColumn')}
            </th>
            {settings.channels.map((channel) => (
              <th key={channel} scope="col" className="w-16 pe-2 sm:w-24 py-1.5 text-start font-medium">
                {t('channel', { channel })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group} className="border-b border-line last:border-0">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                {t('group', { group })}
              </th>
              {settings.channels.map((channel) =>
                settings.preferences.filter((one) => one.group === group && one.channel === channel).map(cell),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
