import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetLoadLimitMutation, type PersonWorkFragment } from './availability.generated.ts'

const NONE = 'none'
const CHOICES = [0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100]

/** The load limit of a staff member, for admins; saved on change. */
export const LoadLimit = ({ person }: { person: PersonWorkFragment }) => {
  const t = useTranslations('availability')
  const [{ fetching }, send] = useSetLoadLimitMutation()
  const limit = person.availability?.loadLimit ?? null
  // The API accepts any number of tickets: a custom value is listed as well.
  const choices = [...new Set([...CHOICES, ...(limit === null ? [] : [limit])])].toSorted((a, b) => a - b)

  const choose = async (value: string) => {
    const { data } = await send({ input: { userId: person.id, limit: value === NONE ? null : Number(value) } })
    if (!toastRefusal(data?.setLoadLimit, t('failed'))) toast(t('limitSaved'))
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={t('limit')}
        value={limit === null ? NONE : String(limit)}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          ...choices.map((count) => ({ value: String(count), label: t('tickets', { count }) })),
          { value: NONE, label: t('noLimit') },
        ]}
      />
      <p className="text-xs text-muted">{t('limitHint')}</p>
    </div>
  )
}
