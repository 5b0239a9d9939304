import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { Select } from '../ui/Select.tsx'
import { Assignee } from './Assignee.tsx'
import { Team, TeamTitle } from './Team.tsx'
import { PriorityIcon, StatusIcon, TypeIcon } from './labels.tsx'
import type { TicketDetailFragment, TicketPriority, TicketStatus, TicketType } from './tickets.generated.ts'
import { useTurn } from './useTurn.ts'
import { useTicketActions } from './useTicketActions.ts'

const STATUSES: TicketStatus[] = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']
const PRIORITIES: TicketPriority[] = ['HIGH', 'MEDIUM', 'LOW']
const TYPES: TicketType[] = ['PROBLEM', 'QUESTION', 'FEATURE_REQUEST']

/** Status, priority, type, assignee, team: editable where the viewer may, text where not. */
export const TicketProperties = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const { setStatus, setPriority, setType } = useTicketActions(ticket)
  const { status, priority, type, assignee, team, viewerCanClose, viewerCanManage } = ticket
  const turn = useTurn()(ticket)
  const icon = { status: <StatusIcon status={status} />, priority: <PriorityIcon priority={priority} /> }
  return (
    <dl className="facts items-center gap-y-0.5">
      <Property name={t('statusLabel')}>
        {viewerCanClose ? (
          <Select
            quiet
            hideLabel
            label={t('statusLabel')}
            value={status}
            onChange={(next) => next !== status && void setStatus(next)}
            choices={STATUSES.map((value) => ({
              value,
              label: t(`status.${value}`),
              icon: <StatusIcon status={value} />,
            }))}
          />
        ) : (
          <Fixed icon={icon.status}>{t(`status.${status}`)}</Fixed>
        )}
      </Property>
      {turn && ticket.shopTakesPart && (
        <Property name={t('turn')}>
          <Fixed>{turn}</Fixed>
        </Property>
      )}
      <Property name={t('priorityLabel')} detail="priority">
        {viewerCanClose ? (
          <Select
            quiet
            hideLabel
            label={t('priorityLabel')}
            value={priority}
            onChange={(next) => next !== priority && void setPriority(next)}
            choices={PRIORITIES.map((value) => ({
              value,
              label: t(`priority.${value}`),
              icon: <PriorityIcon priority={value} />,
            }))}
          />
        ) : (
          <Fixed icon={icon.priority}>{t(`priority.${priority}`)}</Fixed>
        )}
      </Property>
      <Property name={t('typeLabel')}>
        {viewerCanManage ? (
          <Select
            quiet
            hideLabel
            label={t('typeLabel')}
            value={type}
            onChange={(next) => next !== type && void setType(next)}
            choices={TYPES.map((value) => ({ value, label: t(`type.${value}`), icon: <TypeIcon type={value} /> }))}
          />
        ) : (
          <Fixed icon={<TypeIcon type={type} />}>{t(`type.${type}`)}</Fixed>
        )}
      </Property>
      <Property name={t('assignee')} detail="assignee">
        {viewerCanManage ? (
          <Assignee ticket={ticket} />
        ) : assignee ? (
          <Fixed icon={<Avatar name={assignee.name} url={assignee.avatarUrl} size="sm" />}>{assignee.name}</Fixed>
        ) : (
          <Fixed>
            <span className="text-muted">{t('unassigned')}</span>
          </Fixed>
        )}
      </Property>
      <Property name={t('team')}>{viewerCanManage ? <Team ticket={ticket} /> : <FixedTeam name={team} />}</Property>
    </dl>
  )
}

const Property = ({ name, detail, children }: { name: string; detail?: string; children: ReactNode }) => (
  <>
    <dt className="text-sm text-muted">{name}</dt>
    <dd data-detail={detail} className="fact-control">
      {children}
    </dd>
  </>
)

const Fixed = ({ icon, children }: { icon?: ReactNode; children: ReactNode }) => (
  <span className="flex min-h-7 items-center gap-2 py-0.5 ps-2 pe-3 pointer-coarse:min-h-11">
    {icon}
    <span className="min-w-0">{children}</span>
  </span>
)

const FixedTeam = ({ name }: { name: string }) => (
  <Fixed>
    <TeamTitle name={name} />
  </Fixed>
)
