import { Scale, Star } from 'lucide-react'
import { memo, type ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { listOf } from '../lib/locale.ts'
import { isStaff } from '../lib/roles.ts'
import { rowTime } from '../lib/time.ts'
import { useDeskPrivacy } from '../privacy/useDeskPrivacy.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge } from '../ui/Badge.tsx'
import { TAG_BAR, useTagColor } from '../ui/tagColors.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { PriorityLabel, StatusLabel } from '../tickets/labels.tsx'
import { RowCheck } from './RowCheck.tsx'
import { RowClaim } from './RowClaim.tsx'
import { Speaker } from './Speaker.tsx'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useWaits } from '../tickets/useTurn.ts'
import { useWhose } from '../tickets/useWhose.ts'
import { WhoseText } from '../tickets/WhoseText.tsx'

type Props = {
  ticket: TicketRowFragment
  isOpen: boolean
  isActive: boolean
  now: Date
  Mark?: ComponentType<{ ticketId: string; isOpen: boolean }>
  /** Set where rows can be chosen for a batch; `extend` from the last one chosen. */
  onSelect?: (ticket: TicketRowFragment, extend: boolean) => void
  isSelected?: boolean
  /** Others are chosen already. */
  isSelecting?: boolean
}

/** What one sees of a ticket in a list: three lines in 76 px. */
export const TicketRow = memo((props: Props) => {
  const { ticket, isOpen, isActive, now, Mark, onSelect, isSelected = false, isSelecting = false } = props
  const { viewer } = useViewer()
  const t = useTranslations('tickets')
  const { subject, snippet, unreadCount, isStarred, updatedAt } = ticket
  const isUnread = unreadCount > 0
  return (
    <div
      data-active={isActive || undefined}
      className={classes(
        'group/ticket relative flex h-full flex-col justify-center gap-0.5 border-b border-line px-3',
        isOpen || isSelected ? 'bg-selected' : isActive ? 'bg-hover' : 'hover:bg-hover',
        onSelect &&
          (isActive || isSelecting ? '[&_[data-status]_svg]:invisible' : 'hover:[&_[data-status]_svg]:invisible'),
        isActive && 'before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent',
        // Shortcuts change this ticket, not the open one.
        isActive && !isOpen && !isSelecting && 'ring-1 ring-accent ring-inset',
      )}
    >
      <div className="flex items-baseline gap-2">
        <span
          dir="auto"
          className={classes(
            'min-w-0 flex-1 truncate text-left [[dir=rtl]_&]:text-right',
            isUnread ? 'font-semibold' : 'font-medium',
          )}
        >
          {subject}
        </span>
        {isStarred && (
          <Star
            aria-label={t('starred')}
            role="img"
            className="size-3.5 shrink-0 self-center text-warn"
            fill="currentColor"
          />
        )}
        <time
          dateTime={updatedAt}
          className={classes('shrink-0 text-xs', isUnread ? 'font-medium text-text' : 'text-muted')}
        >
          {rowTime(updatedAt, now)}
        </time>
      </div>
      <div className="flex items-center gap-2">
        {Mark && <Mark ticketId={ticket.id} isOpen={isOpen} />}
        <span
          dir="auto"
          className={classes(
            'min-w-0 flex-1 truncate text-left text-sm [[dir=rtl]_&]:text-right',
            isUnread ? 'text-text' : 'text-muted',
          )}
        >
          {snippet === null ? (
            <DeletedSnippet ticket={ticket} />
          ) : (
            <>
              <Speaker ticket={ticket} />
              {snippet || t('filesOnly')}
            </>
          )}
        </span>
        {viewer.role !== 'BUYER' && <RowTags tags={ticket.tags} />}
        <Badge count={unreadCount} label={t('unreadMessages', { count: unreadCount })} tone="unread" />
      </div>
      {onSelect && (
        <RowCheck
          isSelected={isSelected}
          isShown={isActive || isSelecting}
          onToggle={(extend) => onSelect(ticket, extend)}
        />
      )}
      <RowFacts ticket={ticket} isActive={isActive} now={now} />
    </div>
  )
})

/** Nothing to show of the last message: it was deleted. Whoever joined later may just not have come to one yet. */
const DeletedSnippet = ({ ticket: { requester, assignee } }: { ticket: TicketRowFragment }) => {
  const { viewer } = useViewer()
  const t = useTranslations('tickets')
  const privacy = useTranslations('privacy')
  const { isPrivate } = useDeskPrivacy()
  if (isPrivate && !assignee) return privacy('claimToRead')
  return isStaff(viewer.role) || requester.id === viewer.id ? (
    <i className="text-subtle">{t('lastDeleted')}</i>
  ) : (
    '\u00a0'
  )
}

const RowTags = ({ tags }: { tags: string[] }) =>
  tags.length > 0 ? (
    <span
      title={listOf(tags, { type: 'unit' })}
      className="flex max-w-36 shrink-0 items-center gap-1 text-xs text-muted"
    >
      <RowTag name={tags[0]!} />
      {tags.length > 1 && (
        <>
          <span aria-hidden dir="ltr">
            +{tags.length - 1}
          </span>
          <span className="sr-only">{listOf(tags.slice(1), { type: 'unit' })}</span>
        </>
      )}
    </span>
  ) : null

const RowTag = ({ name }: { name: string }) => (
  <span data-tag-color={useTagColor(name)} className={classes('truncate rounded-sm bg-sunken px-1.5', TAG_BAR)}>
    {name}
  </span>
)

type FactsProps = { ticket: TicketRowFragment; isActive: boolean; now: Date }

const RowFacts = ({ ticket, isActive, now }: FactsProps) => {
  const { viewer } = useViewer()
  const t = useTranslations('tickets')
  const staff = isStaff(viewer.role)
  const { assignee, priority, shopAssignee, viewerSide } = ticket
  const whose = useWhose()(ticket)
  const waits = useWaits()(ticket, now)
  const handler = staff ? assignee : viewerSide === 'SHOP' ? shopAssignee : null
  return (
    <div className="@container/facts flex h-5 items-center gap-1.5 text-xs text-muted">
      {/* Where there is little room, the number leaves it to the requester; the status is cut, but its icon stays. */}
      <span data-status className="flex min-w-0 *:shrink">
        <StatusLabel status={ticket.status} />
      </span>
      <span className={classes('shrink-0', staff && '@max-[20rem]/facts:sr-only')}>{ticket.number}</span>
      <WhoseText {...whose} />
      {ticket.escalatedAt && (
        <Scale role="img" aria-label={t('disputed')} className="size-3.5 shrink-0 text-accent-text" />
      )}
      {staff && priority !== 'MEDIUM' && <PriorityLabel priority={priority} />}
      {waits && (
        <span
          title={waits.text}
          className={classes('inline-flex shrink-0 items-center gap-0.5', waits.isLate && 'text-warn')}
        >
          <waits.icon aria-hidden className="size-3" />
          <span className="sr-only">{waits.text}</span>
          <span aria-hidden>{waits.age}</span>
        </span>
      )}
      {staff && <RowClaim ticket={ticket} isActive={isActive} />}
      {handler && (
        <Avatar
          name={handler.name}
          url={handler.avatarUrl}
          size="sm"
          title={t(staff ? 'assignedTo' : 'handledBy', { name: handler.name })}
        />
      )}
    </div>
  )
}
