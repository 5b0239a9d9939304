import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { SoundSettings } from '../sound/SoundSettings.tsx'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { ChannelTable } from './ChannelTable.tsx'
import { useNotificationSettingsQuery } from './deliveries.generated.ts'
import { notificationSettingsDialog } from './notificationSettingsDialog.ts'
import { PhoneNumber } from './PhoneNumber.tsx'
import { PushSwitch } from './PushSwitch.tsx'
import { Timing } from './Timing.tsx'

/** The viewer's notification settings: which kinds on which channels, quiet hours, and how often emails are sent. */
export const NotificationSettings = () => {
  const t = useTranslations('deliveries')
  const [{ data, error }, load] = useNotificationSettingsQuery({ requestPolicy: 'cache-and-network' })
  const again = () => load({ requestPolicy: 'network-only' })
  const settings = data?.viewer?.notificationSettings
  return (
    <BaseDialog title={t('title')} isOpen wide onClose={notificationSettingsDialog.close}>
      {settings ? (
        <div className="flex flex-col gap-6">
          <ChannelTable settings={settings} onSaved={again} />
          {settings.channels.includes('PUSH') && <PushSwitch />}
          {settings.channels.includes('SMS') && <PhoneNumber settings={settings} onSaved={again} />}
          <Timing settings={settings} onSaved={again} />
          <SoundSettings />
        </div>
      ) : error ? (
        <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={again} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </BaseDialog>
  )
}
