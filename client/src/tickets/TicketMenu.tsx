import {
  CircleCheck,
  CircleSlash,
  Ellipsis,
  Forward,
  Pencil,
  RotateCcw,
  Star,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { Action, Menu } from '../ui/Menu.tsx'
import { openHandOver } from './handOver.ts'
import { startRenaming } from './renaming.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useClaim } from './useClaim.ts'
import { isDone, useTicketActions } from './useTicketActions.ts'

type Props = {
  ticket: TicketDetailFragment
  /** On a phone, what is a button elsewhere is here: the title needs the space. */
  isPhone: boolean
}

/** The less common actions of the open ticket; nothing where there are none. */
export const TicketMenu = ({ ticket, isPhone }: Props) => {
  const t = useTranslations('tickets')
  const { canUnclaim, unclaim } = useClaim()
  const { resolve, close, reopen, toggleStar } = useTicketActions(ticket)
  const { viewerCanClose, status } = ticket
  const isOver = isDone(status)
  const items = [
    isPhone && item('star', ticket.isStarred ? t('unstar') : t('star'), Star, toggleStar),
    isPhone && viewerCanClose && !isOver && item('resolve', t('resolve'), CircleCheck, resolve),
    isPhone && viewerCanClose && isOver && item('reopen', t('reopen'), RotateCcw, reopen),
    viewerCanClose && status !== 'CLOSED' && item('close', t('close'), CircleSlash, close),
    ticket.viewerCanManage && item('rename', t('renameTicket'), Pencil, () => startRenaming(ticket.id), 'F2'),
    ticket.viewerCanManage && item('handOver', t('handOver'), Forward, () => openHandOver(ticket.id)),
    canUnclaim(ticket) && item('unclaim', t('unclaim'), Undo2, () => unclaim(ticket), 'Shift+c'),
  ].filter((each) => each !== false)
  if (items.length === 0) return null
  return (
    <Menu
      aria-label={t('moreActions')}
      trigger={<IconButton icon={Ellipsis} label={t('moreActions')} />}
      placement="bottom end"
    >
      {items}
    </Menu>
  )
}

const item = (id: string, label: string, icon: LucideIcon, act: () => void | Promise<void>, keys?: string) => (
  <Action key={id} id={id} label={label} icon={icon} keys={keys} onAction={() => void act()} />
)
