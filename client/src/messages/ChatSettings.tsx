import { Settings2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { INPUT } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { changeChatSettings, useChatSettings, useEnterSends } from '../lib/chatSettings.ts'
import { chime } from '../sound/chime.ts'

/** The settings of the Enter key, sound and quiet hours. */
export const ChatSettings = () => {
  const t = useTranslations('messages')
  const { sound, quiet, undoSend } = useChatSettings()
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
      <div className="flex items-center gap-3">
        <Check isSelected={sound} onChange={(isOn) => changeChatSettings({ sound: isOn })}>
          {t('settingSound')}
        </Check>
        <Button size="sm" variant="quiet" onPress={chime}>
          {t('tryFromSound')}
        </Button>
      </div>
      <Check
        isSelected={quiet.isOn}
        isDisabled={!sound}
        onChange={(isOn) => changeChatSettings({ quiet: { ...quiet, isOn } })}
      >
        {t('settingQuiet')}
      </Check>
      {sound && quiet.isOn && (
        <div className="flex gap-3 ps-6 text-sm">
          <Time
            label={t('quietFrom')}
            value={quiet.from}
            onChange={(from) => changeChatSettings({ quiet: { ...quiet, from } })}
          />
          <Time
            label={t('quietTo')}
            value={quiet.to}
            onChange={(to) => changeChatSettings({ quiet: { ...quiet, to } })}
          />
        </div>
      )}
    </Popover>
  )
}

const Time = ({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) => (
  <label className="flex items-center gap-2">
    {label}
    <input
      type="time"
      required
      value={value}
      onChange={(event) => event.target.value && onChange(event.target.value)}
      className={`${INPUT} h-8`}
    />
  </label>
)
