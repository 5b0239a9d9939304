import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Select } from '../ui/Select.tsx'
import { type DeskSetupQuery, type RetireTeamMutation, useRetireTeamMutation } from './desk.generated.ts'

type Team = DeskSetupQuery['teams'][number]
type Props = {
  team: Team
  /** The teams that could take over. */
  others: readonly Team[]
  onRetired: (result: RetireTeamMutation['retireTeam'] | undefined, done: string) => void
  onClose: () => void
}

/** Asks which team takes over, and says what happens. */
export const RetireTeam = ({ team, others, onRetired, onClose }: Props) => {
  const t = useTranslations('desk')
  const [into, setInto] = useState<string | null>(null)
  const [{ fetching }, retire] = useRetireTeamMutation()
  const name = team.title
  const successor = others.find((other) => other.name === into)
  const onConfirm = async () => {
    if (!successor) return
    const { data } = await retire({ input: { team: team.name, into: successor.name } })
    onRetired(data?.retireTeam, t('teamWasRetired', { name, into: successor.title }))
  }
  return (
    <ConfirmDialog
      title={t('retireTitle', { name })}
      action={t('retire')}
      isBusy={fetching || !successor}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <Select
        label={t('takesOver')}
        placeholder={t('chooseTeam')}
        value={into}
        onChange={setInto}
        choices={others.map((other) => ({ value: other.name, label: other.title }))}
      />
      <p>{t('retireMoves', { open: team.openTicketCount ?? 0, members: team.memberCount ?? 0 })}</p>
      <p className="text-sm text-muted">{t('retireKept')}</p>
    </ConfirmDialog>
  )
}
