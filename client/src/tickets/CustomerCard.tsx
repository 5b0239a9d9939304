import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Everything } from '../customers/Everything.tsx'
import { LocalFacts } from '../customers/LocalFacts.tsx'
import { PersonSessions } from '../customers/PersonSessions.tsx'
import { rowTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { useCustomerQuery } from './customer.generated.ts'
import { StatusIcon } from './labels.tsx'
import { useTicketPageQuery, type TicketDetailFragment } from './tickets.generated.ts'
import { dateFormat, listOf } from '../lib/locale.ts'

const NEWEST = { field: 'UPDATED_AT', direction: 'DESC' } as const
/** How many of the person's other tickets are listed. */
const LISTED = 5

/** For staff: who the requester is, and what else they have asked, newest first. */
export const CustomerCard = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const now = useNow()
  const { id } = ticket.requester
  const [{ data }] = useCustomerQuery({ variables: { id } })
  const person = data?.node?.__typename === 'User' && data.node.id === id ? data.node : undefined
  if (!person) return null
  const shops = listOf(
    person.shops.map(({ shopName }) => shopName),
    { type: 'unit' },
  )
  const date = (at: string) => dateFormat({ dateStyle: 'medium' }).format(new Date(at))
  return (
    <>
      <dl className="facts gap-y-1 text-sm">
        {person.email && (
          <Fact name={t('email')}>
            <a href={`mailto:${person.email}`} className="text-accent-text hover:underline">
              {person.email}
            </a>
          </Fact>
        )}
        {person.memberSince && <Fact name={t('memberSince')}>{date(person.memberSince)}</Fact>}
        {person.lastSeenAt && !person.isOnline && <Fact name={t('lastSeen')}>{rowTime(person.lastSeenAt, now)}</Fact>}
        <LocalFacts person={person} Fact={Fact} />
        {shops && <Fact name={t('shop', { profile: 'OTHER' })}>{shops}</Fact>}
      </dl>
      <Everything key={id} person={ticket.requester} />
      <PersonSessions userId={id} />
      <OtherTickets ticket={ticket} now={now} />
    </>
  )
}

const OtherTickets = ({ ticket, now }: { ticket: TicketDetailFragment; now: Date }) => {
  const t = useTranslations('tickets')
  const filter = { requesterId: ticket.requester.id }
  const [{ data }] = useTicketPageQuery({ variables: { filter, orderBy: NEWEST, first: LISTED + 1 } })
  const others = (data?.tickets.edges ?? [])
    .flatMap(({ node }) => (node.id !== ticket.id && node.requester.id === filter.requesterId ? [node] : []))
    .slice(0, LISTED)
  if (!data || others.length === 0) return null
  return (
    <section aria-label={t('otherTickets')} className="flex flex-col gap-1">
      <h4 className="text-xs text-muted">{t('otherTicketsOf', { count: data.tickets.totalCount - 1 })}</h4>
      <ul className="-mx-2 flex flex-col">
        {others.map(({ id, number, subject, status, updatedAt }) => (
          <li key={id}>
            <Link
              to="."
              search={((was: object) => ({ ...was, ticket: number, message: undefined })) as never}
              title={`${number} · ${t(`status.${status}`)} · ${subject}`}
              className="flex items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <StatusIcon status={status} />
              <span className="sr-only">{t(`status.${status}`)}</span>
              <span className="shrink-0 text-muted">{number}</span>
              <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
                {subject}
              </span>
              <time dateTime={updatedAt} className="shrink-0 text-xs text-muted">
                {rowTime(updatedAt, now)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd>{children}</dd>
  </>
)
