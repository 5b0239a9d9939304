import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

type Props = { setting: 'removeLocation' | 'staffSecondFactor' | 'queueReadable'; isOn: boolean; onSaved: () => void }

/** A setting that is on or off, saved on change. */
export const DeskSwitch = ({ setting, isOn, onSaved }: Props) => {
  const t = useTranslations('desk')
  const hint = useId()
  const [{ fetching }, send] = useSetDeskSettingsMutation()

  const choose = async (on: boolean) => {
    const { data } = await send({ input: { [setting]: on } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Check isSelected={isOn} onChange={(on) => void choose(on)} isDisabled={fetching} aria-describedby={hint}>
        {t(setting)}
      </Check>
      <p id={hint} className="ps-6 text-xs text-muted">
        {t(`${setting}Hint`)}
      </p>
    </div>
  )
}
