import {
  CalendarClock,
  Handshake,
  UsersRound,
  Tag,
  UserCheck,
  CircleDot,
  ChevronsUp,
  Info,
  Pencil,
  Scale,
  Smile,
  Store,
  type LucideIcon,
} from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { historyText } from '../history/historyText.ts'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import type { Entry } from './threadLog.ts'
import { useThread } from './ThreadContext.ts'

const ICONS: Partial<Record<Entry['__typename'], LucideIcon>> = {
  StatusEntry: CircleDot,
  PriorityEntry: ChevronsUp,
  RenameEntry: Pencil,
  TagsEntry: Tag,
  AssignmentEntry: UserCheck,
  ChatRequestEntry: Handshake,
  ParticipantEntry: UsersRound,
  SessionEntry: CalendarClock,
  RatingEntry: Smile,
  CaseEntry: Scale,
  ShopAskedInEntry: Store,
  ShopAssignmentEntry: Store,
}

/** One event of the ticket's history as a line in the conversation. */
export const HistoryLine = ({ entry }: { entry: Entry }) => {
  const { viewerId } = useThread()
  const { viewer, desk } = useViewer()
  const t = useTranslations('history')
  const locale = useLocale()
  const teamTitle = useTeamTitle()
  const Icon = ICONS[entry.__typename] ?? Info
  return (
    <p className="px-2 py-1 overflow-clip text-center text-xs wrap-anywhere text-balance text-muted">
      <Icon aria-hidden className="me-1.5 inline size-3 align-[-0.125em]" />
      {historyText(entry, { t, locale, readerId: viewerId, readerRole: viewer.role, desk: desk.name, teamTitle })}{' '}
      <time dateTime={entry.at} title={fullTime(entry.at)} className="whitespace-nowrap text-subtle">
        {clockTime(entry.at)}
      </time>
    </p>
  )
}
