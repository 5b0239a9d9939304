import { Hourglass, MessageCircle, UserPlus } from 'lucide-react'
import { useId, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fullTime } from '../lib/time.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Keys } from '../ui/Keys.tsx'
import { RoleName } from '../viewer/RoleName.tsx'
import { RequestState } from './labels.tsx'
import type { ChatRequestRowFragment } from './requests.generated.ts'
import { waited } from './wait.ts'

type Props = {
  request: ChatRequestRowFragment
  now: Date
  isCurrent: boolean
  isBusy: boolean
  ref: Ref<HTMLLIElement>
  onFocus: () => void
  onAccept: (fromStart: boolean) => void
  onDecline: () => void
  onOpen: (number: string) => void
}

/** One request: requester, reason, waiting time and actions. */
export const RequestCard = ({ request, now, isCurrent, isBusy, ref, onFocus, onAccept, onDecline, onOpen }: Props) => {
  const t = useTranslations('requests')
  const { isLiveChat, ticket, reason, note, viewerCanDecide } = request
  const who = useId()
  // Focus anywhere in a card makes it the current one.
  const follow = { onFocus }
  // Hidden on touch screens; screen readers find the keys in the shortcut sheet.
  const hint = (keys: string) =>
    isCurrent && (
      <span aria-hidden className="contents pointer-coarse:hidden">
        <Keys keys={keys} />
      </span>
    )
  return (
    <li
      ref={ref}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent || undefined}
      {...follow}
      className={classes(
        'inset-ring-focus flex flex-col gap-3 border-b border-line px-3 py-4 tablet:px-6',
        isCurrent && 'bg-selected',
      )}
    >
      <RequestHeader who={who} request={request} now={now} />
      <p className="tablet:ps-12">
        <span dir="auto" className="block text-match-parent whitespace-pre-wrap wrap-anywhere">
          {reason}
        </span>
      </p>
      {note && (
        <p className="border-s-2 border-line ps-3 text-sm text-muted tablet:ms-12">
          <span dir="auto" className="block text-match-parent wrap-anywhere">
            {note}
          </span>
        </p>
      )}
      {/* The buttons of all requests have the same names. */}
      <div role="group" aria-labelledby={who} className="flex flex-wrap gap-2 tablet:ps-12">
        {viewerCanDecide && (
          <>
            <Button variant="primary" size="sm" isDisabled={isBusy} onPress={() => onAccept(false)}>
              {isLiveChat ? t('acceptLive') : t('acceptNow')}
              {hint('y')}
            </Button>
            {!isLiveChat && (
              <Button size="sm" isDisabled={isBusy} onPress={() => onAccept(true)}>
                {t('acceptFromStart')}
                {hint('Shift+y')}
              </Button>
            )}
            <Button size="sm" isDisabled={isBusy} onPress={onDecline}>
              {t('decline')}
              {hint('d')}
            </Button>
          </>
        )}
        {ticket && (
          <Button size="sm" onPress={() => onOpen(ticket.number)}>
            {t('open', { number: ticket.number })}
            {hint('o')}
          </Button>
        )}
      </div>
    </li>
  )
}

const RequestHeader = ({ who, request, now }: Pick<Props, 'request' | 'now'> & { who: string }) => {
  const t = useTranslations('requests')
  const { requester, isLiveChat, ticket, ticketNumber, createdAt, viewerCanDecide } = request
  const Icon = isLiveChat ? MessageCircle : UserPlus
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
      <Avatar name={requester.name} url={requester.avatarUrl} size="lg" />
      <div className="flex min-w-0 flex-1 basis-44 flex-col gap-0.5">
        <p id={who} className="wrap-anywhere">
          <bdi className="font-semibold">{requester.name}</bdi>{' '}
          <span className="text-sm text-muted">
            <RoleName role={requester.role} />
          </span>
        </p>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {isLiveChat ? t('wantsLiveChat') : t('wantsToJoin', { number: ticketNumber ?? '' })}
        </p>
        {ticket && !isLiveChat && (
          <p dir="auto" className="truncate text-match-parent text-sm">
            {ticket.subject}
          </p>
        )}
      </div>
      {viewerCanDecide ? (
        <time
          dateTime={createdAt}
          title={fullTime(createdAt)}
          className="inline-flex shrink-0 items-center gap-1 text-sm text-warn tabular-nums"
        >
          <Hourglass aria-hidden className="size-3.5" />
          {t('waits', { time: waited(createdAt, now) })}
        </time>
      ) : (
        <RequestState request={request} />
      )}
    </div>
  )
}
