import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { type DeskSetupQuery, useSetDeskSettingsMutation } from './desk.generated.ts'

const NONE = 'none'
const HOURS = [12, 24, 48, 72, 120, 168]
const DAYS = [3, 7, 14, 30]

type Props = {
  settings: NonNullable<DeskSetupQuery['deskSettings']>
  teams: DeskSetupQuery['teams']
  onSaved: () => void
}
type Setting = 'shopResponseHours' | 'caseDecisionHours' | 'appealDays' | 'disputeTeam'

/** The deadlines of shops and disputes, and the team that decides; saved on change. */
export const DisputeSettings = ({ settings, teams, onSaved }: Props) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  const { shopResponseHours, caseDecisionHours, appealDays, disputeTeam } = settings

  const save = async (setting: Setting, value: number | string | null) => {
    const { data } = await send({ input: { [setting]: value } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  const hours = (count: number) => (count % 24 === 0 ? t('days', { count: count / 24 }) : t('hours', { count }))
  // The API accepts any number: a custom value is listed as well.
  const choices = (known: readonly number[], own: number | null, label: (count: number) => string) =>
    [...new Set([...known, ...(own === null ? [] : [own])])]
      .toSorted((a, b) => a - b)
      .map((count) => ({ value: String(count), label: label(count) }))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">{t('disputes')}</legend>
      <Select
        label={t('shopResponseHours')}
        value={shopResponseHours === null ? NONE : String(shopResponseHours)}
        onChange={(value) => void save('shopResponseHours', value === NONE ? null : Number(value))}
        isDisabled={fetching}
        choices={[...choices(HOURS, shopResponseHours, hours), { value: NONE, label: t('noDeadline') }]}
      />
      <p className="-mt-2 text-xs text-muted">{t('shopResponseHint')}</p>
      <Select
        label={t('caseDecisionHours')}
        value={String(caseDecisionHours)}
        onChange={(value) => void save('caseDecisionHours', Number(value))}
        isDisabled={fetching}
        choices={choices(HOURS, caseDecisionHours, hours)}
      />
      <Select
        label={t('appealDays')}
        value={String(appealDays)}
        onChange={(value) => void save('appealDays', Number(value))}
        isDisabled={fetching}
        choices={choices(DAYS, appealDays, (count) => t('days', { count }))}
      />
      <Select
        label={t('disputeTeam')}
        value={disputeTeam ?? NONE}
        onChange={(value) => void save('disputeTeam', value === NONE ? null : value)}
        isDisabled={fetching}
        choices={[
          { value: NONE, label: t('ownTeam') },
          ...teams.flatMap(({ name, title, isRetired }) => (isRetired ? [] : { value: name, label: title })),
        ]}
      />
    </fieldset>
  )
}
