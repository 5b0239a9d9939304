import {
  CalendarPlus,
  ChevronsUp,
  CircleCheck,
  CircleSlash,
  Forward,
  Hand,
  Pencil,
  RotateCcw,
  Star,
  Tag,
  Undo2,
  UserRoundPlus,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { BatchChange } from '../batches/batch.ts'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { isStaff } from '../lib/roles.ts'
import { openSessionDialog } from '../sessions/sessionDialog.ts'
import { useTargetPicker, type Picked } from '../ticketList/targetPicker.ts'
import { openHandOver } from '../tickets/handOver.ts'
import { startRenaming } from '../tickets/renaming.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useClaim } from '../tickets/useClaim.ts'
import { useStar } from '../tickets/useStar.ts'
import { isDone } from '../tickets/useTicketActions.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { Action } from '../ui/Menu.tsx'
import { Section } from './PaletteCommands.tsx'

/** The open ticket, and how its shortcuts change tickets. */
export type OpenTicket = {
  ticket: TicketRowFragment
  onChange: (rows: readonly TicketRowFragment[], change: BatchChange) => void
}

type Props = OpenTicket & {
  /** Closes the palette before an action. */
  run: (action: () => void) => void
}

/** What the viewer can do with the open ticket, each with its key. */
export const TicketCommands = ({ ticket, onChange, run }: Props) => {
  const t = useTranslations('dashboards')
  const tickets = useTranslations('tickets')
  const sessions = useTranslations('sessions')
  const { viewer } = useViewer()
  const { canClaim, canUnclaim, claim, unclaim } = useClaim()
  const star = useStar()
  const { viewerCanClose, viewerCanManage, viewerCanTag, status } = ticket
  const isOver = isDone(status)
  const set = (next: 'OPEN' | 'RESOLVED' | 'CLOSED') => () => run(() => onChange([ticket], { status: next }))
  const pick = (what: Picked) => () =>
    run(() => {
      bufferKeysUntilFocus('dialog field')
      useTargetPicker.setState({ what, rows: [ticket] })
    })
  const starLabel = tickets(ticket.isStarred ? 'unstar' : 'star')
  const schedule = () => openSessionDialog({ kind: 'schedule', ticketId: ticket.id })
  return (
    <Section title={t('onTicket', { number: ticket.number })}>
      {canClaim(ticket) && of('claim', tickets('claim'), Hand, () => run(() => void claim(ticket)), 'c')}
      {viewerCanClose && !isOver && of('resolve', tickets('resolve'), CircleCheck, set('RESOLVED'), 'e')}
      {viewerCanClose && isOver && of('reopen', tickets('reopen'), RotateCcw, set('OPEN'), 'e')}
      {viewerCanManage && of('assign', tickets('assignTo'), UserRoundPlus, pick('assignee'), 'a')}
      {viewerCanTag && of('tag', tickets('addTag'), Tag, pick('tags'), 't')}
      {viewerCanClose && of('priority', tickets('setPriority'), ChevronsUp, pick('priority'), 'p')}
      {viewerCanManage &&
        of('rename', tickets('renameTicket'), Pencil, () => run(() => startRenaming(ticket.id)), 'F2')}
      {viewerCanManage && of('hand-over', tickets('handOver'), Forward, () => run(() => openHandOver(ticket.id)))}
      {isStaff(viewer.role) && of('schedule', sessions('schedule'), CalendarPlus, () => run(schedule), 'm')}
      {of('star', starLabel, Star, () => run(() => star([ticket])), 's')}
      {canUnclaim(ticket) && of('unclaim', tickets('unclaim'), Undo2, () => run(() => void unclaim(ticket)), 'Shift+c')}
      {viewerCanClose && status !== 'CLOSED' && of('close', tickets('close'), CircleSlash, set('CLOSED'))}
    </Section>
  )
}

const of = (id: string, label: string, icon: LucideIcon, act: () => void, keys?: string) => (
  <Action id={`ticket-${id}`} label={label} icon={icon} keys={keys} onAction={act} />
)
