import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

const CHOICES = [0, 5, 15, 60, 1_440, 10_080]

/** For how long authors can delete their own messages; saved on change. */
export const MessageDeletion = ({ minutes, onSaved }: { minutes: number; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  // The API accepts any number of minutes: a custom value is listed as well.
  const choices = [...new Set([...CHOICES, minutes])].toSorted((a, b) => a - b)

  const label = (count: number) =>
    count === 0
      ? t('notAtAll')
      : count % 1_440 === 0
        ? t('days', { count: count / 1_440 })
        : count % 60 === 0
          ? t('hours', { count: count / 60 })
          : t('minutes', { count })

  const choose = async (value: string) => {
    const { data } = await send({ input: { messageDeletionMinutes: Number(value) } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('messageDeletion')}
        value={String(minutes)}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={choices.map((count) => ({ value: String(count), label: label(count) }))}
      />
      <p className="text-xs text-muted">{t('messageDeletionHint')}</p>
    </div>
  )
}
