import { CalendarCheck, CalendarClock, CalendarX, Video, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isolated } from '../lib/person.ts'
import { useNow } from '../lib/useNow.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { MeetingLink } from './MeetingLink.tsx'
import { SessionActions } from './SessionActions.tsx'
import { SessionResponses } from './SessionResponses.tsx'
import type { SessionFieldsFragment } from './sessions.generated.ts'
import { differs, ownZone, span, stateOf } from './when.ts'

const ICONS: Record<ReturnType<typeof stateOf>, LucideIcon> = {
  scheduled: CalendarClock,
  now: Video,
  ended: CalendarClock,
  cancelled: CalendarX,
  HELD: CalendarCheck,
  MISSED: CalendarX,
}
const NOW_MS = 15_000

type Props = { session: SessionFieldsFragment; ticketId: string; className?: string }

/** A session: when, with whom, how to join, and what the viewer can do about it. */
export const SessionCard = ({ session, ticketId, className }: Props) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const state = stateOf(session, useNow(NOW_MS))
  const Icon = ICONS[state]
  const { startsAt, endsAt, timeZone, host } = session
  const isOpen = state === 'scheduled' || state === 'now'
  return (
    <article
      aria-label={t('session')}
      className={classes('flex w-full flex-col gap-2 rounded-lg border border-line bg-surface p-3', className)}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon aria-hidden className={classes('size-4 shrink-0', isOpen ? 'text-accent-text' : 'text-subtle')} />
        <p className="font-semibold">{t('session')}</p>
        <span
          className={classes(
            'ms-auto rounded-full border border-line px-2 text-xs font-medium',
            state === 'now'
              ? 'text-success'
              : state === 'cancelled' || state === 'MISSED'
                ? 'text-danger'
                : 'text-muted',
          )}
        >
          {t(`states.${state}`)}
        </span>
      </header>
      <div className="flex flex-col gap-0.5">
        <p className={classes('font-medium', state === 'cancelled' && 'text-muted line-through')}>
          <time dateTime={startsAt}>{span(startsAt, endsAt)}</time>
        </p>
        {differs(startsAt, timeZone, ownZone()) && (
          <p className="text-sm text-muted">
            {t('inZone', { when: span(startsAt, endsAt, timeZone), zone: timeZone.replaceAll('_', ' ') })}
          </p>
        )}
        <p className="text-sm text-muted">
          {host.id === viewer.id ? t('withYou') : t('with', { host: isolated(host.name) })}
        </p>
      </div>
      {state !== 'cancelled' && <SessionResponses session={session} />}
      {isOpen && <MeetingLink session={session} />}
      <SessionActions session={session} ticketId={ticketId} state={state} />
    </article>
  )
}
