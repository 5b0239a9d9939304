import { Users } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { type DeskSetupQuery, useSetTeamAssignmentMutation } from './desk.generated.ts'

export type TeamLineProps = { team: DeskSetupQuery['teams'][number]; onChanged: () => void }

/** A team and how its tickets are assigned; saved on change. */
export const TeamLine = ({ team: { name, assignment }, onChanged }: TeamLineProps) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetTeamAssignmentMutation()

  const choose = async (value: typeof assignment) => {
    const { data } = await send({ input: { team: name, assignment: value } })
    if (toastRefusal(data?.setTeamAssignment, t('notSaved'))) return
    toast(t('saved'))
    onChanged()
  }
  return (
    <li className="flex items-center gap-2 border-b border-line px-3 py-1.5 last:border-0">
      <Users aria-hidden className="size-4 shrink-0 text-subtle" />
      <span className="min-w-0 flex-1 break-words">{name}</span>
      <Select
        label={t('assignmentOf', { name })}
        hideLabel
        value={assignment}
        onChange={(value) => void choose(value)}
        isDisabled={fetching}
        choices={[
          { value: 'MANUAL', label: t('manual') },
          { value: 'ROUND_ROBIN', label: t('roundRobin') },
        ]}
        className="w-36 shrink-0"
      />
    </li>
  )
}
