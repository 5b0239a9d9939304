import {
  AtSign,
  BellDot,
  CalendarCheck,
  CalendarClock,
  CalendarPlus,
  CalendarX,
  Check,
  CircleHelp,
  CircleDot,
  ClockAlert,
  Hand,
  Inbox,
  MessageCircleQuestion,
  MessageSquareReply,
  NotebookPen,
  Smile,
  SmilePlus,
  Store,
  TicketPlus,
  UserCheck,
  type LucideIcon,
} from 'lucide-react'
import { useId, useState } from 'react'
import { Button, GridListItem } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Why } from '../deliveries/Why.tsx'
import { classes } from '../lib/classes.ts'
import { age, fullTime } from '../lib/time.ts'
import type { NotificationFieldsFragment, NotificationKind } from './notifications.generated.ts'

// Other kinds have a bell.
const ICONS: Partial<Record<NotificationKind, LucideIcon>> = {
  REPLY: MessageSquareReply,
  OPENED: TicketPlus,
  STATUS: CircleDot,
  ASSIGNED: Hand,
  MENTION: AtSign,
  NOTE: NotebookPen,
  CHAT_REQUEST: MessageCircleQuestion,
  CHAT_DECISION: UserCheck,
  UNASSIGNED: Inbox,
  SCHEDULED_MESSAGE_HELD: ClockAlert,
  SESSION_SCHEDULED: CalendarPlus,
  SESSION_MOVED: CalendarClock,
  SESSION_CANCELLED: CalendarX,
  SESSION_RESPONSE: CalendarCheck,
  SESSION_REMINDER: CalendarClock,
  RATING_REQUESTED: SmilePlus,
  RATED: Smile,
  SHOP_TICKET: Store,
  SHOP_ASSIGNED: Store,
  SHOP_ASKED_IN: Store,
}

const BUTTON =
  'flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-selected hover:text-text pointer-coarse:size-11'

/** A number is read in one piece, though there is a hyphen in it. */
const TICKET_NUMBER = /(TC-\d+)/

type Props = { notification: NotificationFieldsFragment; now: Date; onRead: () => void }

/** One notification: what kind, what it says, about which ticket, since when. */
export const NotificationRow = ({ notification, now, onRead }: Props) => {
  const t = useTranslations('notifications')
  const why = useTranslations('deliveries')('why')
  const [explains, setExplains] = useState(false)
  const said = useId()
  const { id, kind, text, ticket, createdAt, readAt } = notification
  const Icon = ICONS[kind] ?? BellDot
  return (
    <GridListItem
      id={id}
      textValue={text}
      className="group flex cursor-pointer flex-wrap items-start gap-2.5 rounded-md px-2 py-2 outline-none hover:bg-hover focus-visible:inset-ring-2 focus-visible:inset-ring-focus pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', readAt ? 'text-subtle' : 'text-accent-text')} />
      <span className="flex min-w-0 flex-1 flex-col">
        {/* A sentence in the viewer's language, so in the direction of the screen, whatever name it begins with. */}
        <span id={said} className={classes('wrap-anywhere', readAt ? 'text-muted' : 'font-medium')}>
          {!readAt && <span className="sr-only">{t('unread')}: </span>}
          {text.split(TICKET_NUMBER).map((part, index) =>
            index % 2 === 0 ? (
              part
            ) : (
              <span key={index} className="whitespace-nowrap">
                {part}
              </span>
            ),
          )}
        </span>
        {ticket && (
          <span dir="auto" className="truncate text-match-parent text-sm text-muted">
            {ticket.subject}
          </span>
        )}
      </span>
      <time dateTime={createdAt} title={fullTime(createdAt)} className="mt-0.5 shrink-0 text-xs text-muted">
        {age(createdAt, now)}
      </time>
      {/* One below the other, so that the text keeps the width: what shows only when pointed at is beside the last line. */}
      <span className="-my-1 -ms-1 flex shrink-0 flex-col pointer-coarse:flex-row-reverse">
        {!readAt && (
          <Button
            aria-label={t('markRead')}
            aria-describedby={said}
            onPress={onRead}
            className={classes(BUTTON, 'group/mark')}
          >
            <span
              aria-hidden
              className="size-2 rounded-full bg-unread group-hover/mark:hidden group-focus-visible/mark:hidden"
            />
            <Check aria-hidden className="hidden size-4 group-hover/mark:block group-focus-visible/mark:block" />
          </Button>
        )}
        <Button
          aria-label={why}
          aria-describedby={said}
          aria-expanded={explains}
          onPress={() => setExplains(!explains)}
          className={classes(
            BUTTON,
            'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
          )}
        >
          <CircleHelp aria-hidden className="size-4" />
        </Button>
      </span>
      {explains && (
        <span className="ms-6.5 block basis-full rounded-md border border-line bg-surface p-2">
          <Why notificationId={id} />
        </span>
      )}
    </GridListItem>
  )
}
