import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

/** Whether the location is removed from uploads; saved on change. */
export const RemoveLocation = ({ isOn, onSaved }: { isOn: boolean; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()

  const choose = async (removeLocation: boolean) => {
    const { data } = await send({ input: { removeLocation } })
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
        aria-describedby="desk-location"
      >
        {t('removeLocation')}
      </Check>
      <p id="desk-location" className="ps-6 text-xs text-muted">
        {t('removeLocationHint')}
      </p>
    </div>
  )
}
