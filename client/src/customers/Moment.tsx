import { Link } from '@tanstack/react-router'
import {
  CalendarClock,
  CircleDot,
  Handshake,
  Info,
  Lock,
  MessageSquare,
  MonitorUp,
  Scale,
  Smile,
  Store,
  Ticket,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { historyText, nameOfActor } from '../history/historyText.ts'
import { classes } from '../lib/classes.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { CustomerMoment } from './days.ts'

type Entry = CustomerMoment['entry']

const ICONS: Partial<Record<Entry['__typename'], LucideIcon>> = {
  MessageEntry: MessageSquare,
  StatusEntry: CircleDot,
  ChatRequestEntry: Handshake,
  ParticipantEntry: UsersRound,
  SessionEntry: CalendarClock,
  ScreenShareEntry: MonitorUp,
  RatingEntry: Smile,
  CaseEntry: Scale,
  ShopAskedInEntry: Store,
}

/** The first entry of a ticket is the message that opened it. */
const opensTicket = ({ __typename, seq }: Entry): boolean => __typename === 'MessageEntry' && seq === 1
const isNote = ({ __typename, audience }: Entry): boolean => __typename === 'MessageEntry' && audience === 'STAFF'

/** One thing that happened with a person, as a link to where it happened. */
export const Moment = ({ moment, onFollow }: { moment: CustomerMoment; onFollow: () => void }) => {
  const t = useTranslations('customers')
  const sentence = useSentence()
  const { entry, ticket, excerpt } = moment
  const note = isNote(entry)
  const isMessage = entry.__typename === 'MessageEntry'
  const message = isMessage ? entry.message.id : undefined
  const Icon = note ? Lock : opensTicket(entry) ? Ticket : (ICONS[entry.__typename] ?? Info)
  return (
    <li>
      <Link
        to="."
        search={((was: object) => ({ ...was, ticket: ticket.number, message })) as never}
        onClick={onFollow}
        className={classes(
          'inset-ring-focus flex gap-3 border-b border-line px-4 py-2.5 hover:bg-hover pointer-coarse:min-h-11',
          note && 'bg-note text-note-text hover:bg-note',
        )}
      >
        <span
          className={classes(
            'mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full',
            note ? '' : opensTicket(entry) ? 'bg-selected text-accent-text' : 'bg-sunken text-muted',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-baseline gap-2 text-sm">
            <span className={classes('min-w-0 flex-1 wrap-anywhere', isMessage ? 'font-medium' : '')}>
              {sentence(entry)}
              {note && <span className="sr-only">. {t('onlyStaff')}</span>}
            </span>
            <time
              dateTime={entry.at}
              title={fullTime(entry.at)}
              className={classes('shrink-0 text-xs tabular-nums', note ? '' : 'text-muted')}
            >
              {clockTime(entry.at)}
            </time>
          </span>
          {isMessage && (
            <span dir="auto" className={classes('line-clamp-2 wrap-anywhere', !excerpt && 'italic')}>
              {excerpt ?? t(entry.message.deletedAt ? 'deleted' : 'file')}
            </span>
          )}
          <span className={classes('flex gap-1.5 text-xs', note ? '' : 'text-muted')}>
            <span className="shrink-0 tabular-nums">{ticket.number}</span>
            <span dir="auto" className="truncate">
              {ticket.subject}
            </span>
          </span>
        </span>
      </Link>
    </li>
  )
}

const useSentence = () => {
  const t = useTranslations('customers')
  const history = useTranslations('history')
  const locale = useLocale()
  const { viewer, desk } = useViewer()
  const teamTitle = useTeamTitle()
  return (entry: Entry): string => {
    if (entry.__typename !== 'MessageEntry')
      return historyText(entry, {
        t: history,
        locale,
        readerId: viewer.id,
        readerRole: viewer.role,
        desk: desk.name,
        teamTitle,
      })
    const name = nameOfActor({ actor: entry.message.author }, { t: history, readerId: viewer.id })
    if (opensTicket(entry)) return t('opened', { name })
    if (isNote(entry)) return t('noted', { name })
    if (entry.audience !== 'PARTICIPANTS') return t('wroteTo', { name, side: entry.audience })
    return t('wrote', { name })
  }
}
