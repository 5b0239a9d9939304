import { Archive, ArchiveRestore, Ellipsis, Pencil, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { Action, Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import {
  type DeskSetupQuery,
  useRenameTeamMutation,
  useRestoreTeamMutation,
  useSetTeamAssignmentMutation,
} from './desk.generated.ts'
import { Renaming } from './Renaming.tsx'
import { RetireTeam } from './RetireTeam.tsx'

type Team = DeskSetupQuery['teams'][number]
export type TeamLineProps = {
  team: Team
  /** The teams that could take over. */
  others: readonly Team[]
  onChanged: () => void
}

/** The maximum length of a team's name. */
export const TEAM_MAX = 80

/** A team, its people and open tickets, how these are assigned (saved on change), and its menu: rename, retire, restore. */
export const TeamLine = ({ team, others, onChanged }: TeamLineProps) => {
  const t = useTranslations('desk')
  const { name, title, isRetired, assignment } = team
  const [doing, setDoing] = useState<'rename' | 'retire' | null>(null)
  const [{ fetching }, send] = useSetTeamAssignmentMutation()
  const [renaming, rename] = useRenameTeamMutation()
  const [, restore] = useRestoreTeamMutation()
  const finish = (result: Parameters<typeof toastRefusal>[0], done: string) => {
    if (toastRefusal(result, t('notSaved'))) return
    setDoing(null)
    toast(done)
    onChanged()
  }
  const choose = async (value: typeof assignment) => {
    const { data } = await send({ input: { team: name, assignment: value } })
    finish(data?.setTeamAssignment, t('saved'))
  }
  const onRename = async (next: string) => {
    const { data } = await rename({ input: { team: name, title: next } })
    finish(data?.renameTeam, t('teamRenamed', { name: title, next }))
  }
  const onRestore = async () => {
    const { data } = await restore({ input: { team: name } })
    finish(data?.restoreTeam, t('teamRestored', { name: title }))
  }
  return (
    <li className="flex flex-col gap-1 border-b border-line px-3 py-1.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Users aria-hidden className="size-4 shrink-0 text-subtle" />
        <span className="flex min-w-0 flex-1 basis-40 flex-col">
          <span dir="auto" className="text-match-parent break-words">
            {title}
          </span>
          <span className="text-xs text-muted">
            <Figures team={team} />
          </span>
        </span>
        {!isRetired && (
          <Select
            label={t('assignmentOf', { name: title })}
            hideLabel
            value={assignment}
            onChange={(value) => void choose(value)}
            isDisabled={fetching}
            choices={[
              { value: 'MANUAL', label: t('manual') },
              { value: 'ROUND_ROBIN', label: t('roundRobin') },
            ]}
            className="ms-auto w-32 shrink-0 tablet:w-36"
          />
        )}
        <TeamMenu
          team={team}
          canRetire={others.length > 0}
          onRename={() => setDoing('rename')}
          onRetire={() => setDoing('retire')}
          onRestore={() => void onRestore()}
        />
      </div>
      {doing === 'rename' && (
        <Renaming
          name={title}
          maxLength={TEAM_MAX}
          isBusy={renaming.fetching}
          onRename={(next) => void onRename(next)}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'retire' && (
        <RetireTeam team={team} others={others} onRetired={finish} onClose={() => setDoing(null)} />
      )}
    </li>
  )
}

/** How many people and open tickets it has; of a retired one, how many are still being moved. */
const Figures = ({ team: { isRetired, isDefault, memberCount, openTicketCount } }: { team: Team }) => {
  const t = useTranslations('desk')
  const open = openTicketCount ?? 0
  if (isRetired) return open > 0 ? t('teamMoving', { count: open }) : t('teamRetired')
  const figures = t('teamFigures', { members: memberCount ?? 0, open })
  return isDefault ? t('defaultTeam', { figures }) : figures
}

type MenuProps = {
  team: Team
  canRetire: boolean
  onRename: () => void
  onRetire: () => void
  onRestore: () => void
}

const TeamMenu = ({ team: { title, isRetired, isDefault }, canRetire, onRename, onRetire, onRestore }: MenuProps) => {
  const t = useTranslations('desk')
  const label = t('teamActions', { name: title })
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={label} />} aria-label={label} placement="bottom end">
      <Action icon={Pencil} label={t('renameTag')} onAction={onRename} />
      {isRetired ? (
        <Action icon={ArchiveRestore} label={t('restoreTeam')} onAction={onRestore} />
      ) : (
        canRetire && !isDefault && <Action icon={Archive} label={t('retireTeam')} onAction={onRetire} />
      )}
    </Menu>
  )
}
