import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useViewerQuery } from '../viewer/viewer.generated.ts'
import { type DeskSetupQuery, useSetDeskSettingsMutation } from './desk.generated.ts'
import { type OnSaving, TextSetting } from './TextSetting.tsx'

const PROFILES = ['MARKETPLACE', 'COUNSELLING'] as const
type Settings = NonNullable<DeskSetupQuery['deskSettings']>
type Props = { settings: Settings; onSaved: () => void; onSaving?: OnSaving }

/** From whom mails are, and what the roles are called. */
export const SenderAndProfile = ({ settings, onSaved, onSaving }: Props) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  const [, again] = useViewerQuery()

  const choose = async (profile: Settings['profile']) => {
    const { data } = await send({ input: { profile } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    again({ requestPolicy: 'network-only' })
    onSaved()
  }
  return (
    <>
      <TextSetting
        key={settings.senderAddress}
        setting="senderAddress"
        label={t('sender')}
        hint={settings.defaultSender ? t('senderHint') : t('noMailServer')}
        value={settings.senderAddress ?? ''}
        placeholder={settings.defaultSender ?? 'support@shop.example'}
        onSaved={onSaved}
        onSaving={onSaving}
      />
      <div className="flex flex-col gap-1">
        <Select
          label={t('profile')}
          value={settings.profile}
          onChange={(profile) => void choose(profile)}
          isDisabled={fetching}
          choices={PROFILES.map((value) => ({ value, label: t(`profiles.${value}`) }))}
        />
        <p className="text-xs text-muted">{t('profileHint')}</p>
      </div>
    </>
  )
}
