import { BellRing, Settings2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { notificationSettingsDialog } from '../deliveries/notificationSettingsDialog.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { changeChatSettings, useChatSettings, useEnterSends } from '../lib/chatSettings.ts'

/** What the Enter key does, and whether a message can be taken back; the rest is in the notification settings. */
export const ChatSettings = () => {
  const t = useTranslations('messages')
  const { undoSend } = useChatSettings()
  const enterSends = useEnterSends()
  return (
    <Popover
      trigger={<IconButton icon={Settings2} label={t('settings')} />}
      label={t('settings')}
      placement="top start"
      className="flex flex-col items-start gap-3 p-4"
    >
      <Check isSelected={enterSends} onChange={(isOn) => changeChatSettings({ enterSends: isOn })}>
        {t('settingEnter')}
      </Check>
      <Check isSelected={undoSend} onChange={(isOn) => changeChatSettings({ undoSend: isOn })}>
        {t('settingUndo')}
      </Check>
      <Button size="sm" variant="quiet" onPress={notificationSettingsDialog.open}>
        <BellRing aria-hidden className="size-3.5" />
        {t('soundSettings')}
      </Button>
    </Popover>
  )
}
