import { Link } from '@tanstack/react-router'
import { CalendarCheck, CalendarClock, CalendarX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { useNow } from '../lib/useNow.ts'
import { moment, span, stateOf } from '../sessions/when.ts'
import { useCustomerSessionsQuery } from './customers.generated.ts'

/** How many sessions are listed: the coming ones come first. */
const LISTED = 4

/** The sessions with a person in all their tickets: the coming ones soonest first, then the past ones. */
export const PersonSessions = ({ userId }: { userId: string }) => {
  const t = useTranslations('customers')
  const now = useNow()
  const [{ data }] = useCustomerSessionsQuery({
    variables: { userId, first: LISTED },
    requestPolicy: 'cache-and-network',
  })
  const sessions = data?.customerSessions ?? []
  if (sessions.length === 0) return null
  return (
    <section aria-label={t('sessions')} className="flex flex-col gap-1">
      <h4 className="text-xs text-muted">{t('sessionCount', { count: sessions.length })}</h4>
      <ul className="-mx-2 flex flex-col">
        {sessions.map((session) => {
          const state = stateOf(session, now)
          const isComing = state === 'scheduled' || state === 'now'
          const Icon = isComing
            ? CalendarClock
            : state === 'cancelled' || state === 'MISSED'
              ? CalendarX
              : CalendarCheck
          return (
            <li key={session.id}>
              <Link
                to="."
                search={((was: object) => ({ ...was, ticket: session.ticket.number, message: undefined })) as never}
                title={`${session.ticket.number} · ${session.ticket.subject} · ${span(session.startsAt, session.endsAt)}`}
                className="flex items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
              >
                <Icon aria-hidden className={classes('size-4 shrink-0', isComing ? 'text-info' : 'text-subtle')} />
                <time dateTime={session.startsAt} className="min-w-0 flex-1 truncate">
                  {moment(session.startsAt)}
                </time>
                <span className={classes('shrink-0 text-xs', isComing ? 'font-medium text-info' : 'text-muted')}>
                  {t(`sessionState.${state}`)}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
