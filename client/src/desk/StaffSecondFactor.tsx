import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

/** Whether staff need a second factor; saved on change. */
export const StaffSecondFactor = ({ isOn, onSaved }: { isOn: boolean; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()

  const choose = async (staffSecondFactor: boolean) => {
    const { data } = await send({ input: { staffSecondFactor } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Check
        isSelected={isOn}
        onChange={(on) => void choose(on)}
        isDisabled={fetching}
        aria-describedby="desk-second-factor"
      >
        {t('staffSecondFactor')}
      </Check>
      <p id="desk-second-factor" className="ps-6 text-xs text-muted">
        {t('staffSecondFactorHint')}
      </p>
    </div>
  )
}
