import { useTranslations } from 'use-intl'
import { changeChatSettings, useChatSettings } from '../lib/chatSettings.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { INPUT } from '../ui/Field.tsx'
import { chime } from './chime.ts'

/** Whether new messages make a sound in this browser, and when not. */
export const SoundSettings = () => {
  const t = useTranslations('sound')
  const { sound, quiet } = useChatSettings()
  const setQuiet = (change: Partial<typeof quiet>) => changeChatSettings({ quiet: { ...quiet, ...change } })
  return (
    <section aria-label={t('title')} className="flex flex-col items-start gap-3">
      <h3 className="font-medium">{t('title')}</h3>
      <div className="flex items-center gap-3">
        <Check isSelected={sound} onChange={(isOn) => changeChatSettings({ sound: isOn })}>
          {t('sound')}
        </Check>
        <Button size="sm" variant="quiet" onPress={chime}>
          {t('play')}
        </Button>
      </div>
      <Check isSelected={quiet.isOn} isDisabled={!sound} onChange={(isOn) => setQuiet({ isOn })}>
        {t('quiet')}
      </Check>
      {sound && quiet.isOn && (
        <div className="flex gap-3 ps-6 text-sm">
          <Time label={t('from')} value={quiet.from} onChange={(from) => setQuiet({ from })} />
          <Time label={t('to')} value={quiet.to} onChange={(to) => setQuiet({ to })} />
        </div>
      )}
    </section>
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
