import { useTranslations } from 'use-intl'
import { TimeZone } from '../availability/TimeZone.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

/** The time zone whose days analytics counts; saved on change. */
export const DeskTimeZone = ({ timeZone, onSaved }: { timeZone: string; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [, send] = useSetDeskSettingsMutation()

  const choose = async (chosen: string) => {
    const { data } = await send({ input: { timeZone: chosen } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <TimeZone value={timeZone} onChange={(chosen) => void choose(chosen)} />
      <p className="text-xs text-muted">{t('timeZoneHint')}</p>
    </div>
  )
}
