import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

const NEVER = 'never'
const CHOICES = [0, 1, 4, 24, 48, 72, 168]

/** How long after a resolution customers are asked for a rating; saved on change. */
export const RatingDelay = ({ hours, onSaved }: { hours: number | null; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  // The API accepts any number of hours: a custom value is listed as well.
  const choices = [...new Set([...CHOICES, ...(hours === null ? [] : [hours])])].toSorted((a, b) => a - b)

  const label = (count: number) =>
    count === 0 ? t('atOnce') : count % 24 === 0 ? t('days', { count: count / 24 }) : t('hours', { count })

  const choose = async (value: string) => {
    const { data } = await send({ input: { ratingDelayHours: value === NEVER ? null : Number(value) } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('ratingDelay')}
        value={hours === null ? NEVER : String(hours)}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          ...choices.map((count) => ({ value: String(count), label: label(count) })),
          { value: NEVER, label: t('forEver') },
        ]}
      />
      <p className="text-xs text-muted">{t('ratingDelayHint')}</p>
    </div>
  )
}
