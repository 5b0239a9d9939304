import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

const FOREVER_MS = 'ever'
const CHOICES = [5, 15, 30, 60, 240, 1_440, 10_080]

/** After how long claims of an absent agent are released; saved on change. */
export const ClaimRelease = ({ minutes, onSaved }: { minutes: number | null; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  // The API accepts any number of minutes: a custom value is listed as well.
  const choices = [...new Set([...CHOICES, ...(minutes === null ? [] : [minutes])])].toSorted((a, b) => a - b)

  const label = (count: number) =>
    count % 1_440 === 0
      ? t('days', { count: count / 1_440 })
      : count % 60 === 0
        ? t('hours', { count: count / 60 })
        : t('minutes', { count })

  const choose = async (value: string) => {
    const { data } = await send({ input: { claimKeptMinutes: value === FOREVER_MS ? null : Number(value) } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('claimKept')}
        value={minutes === null ? FOREVER_MS : String(minutes)}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          ...choices.map((count) => ({ value: String(count), label: label(count) })),
          { value: FOREVER_MS, label: t('forEver') },
        ]}
      />
      <p className="text-xs text-muted">{t('claimKeptHint')}</p>
    </div>
  )
}
