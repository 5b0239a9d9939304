import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { RatingSummary } from '../ratings/RatingSummary.tsx'
import type { AnalyticsSatisfactionQuery } from './analytics.generated.ts'
import { useScope } from './figures.ts'
import { Section } from './Section.tsx'

type Rated = NonNullable<AnalyticsSatisfactionQuery['analytics']['satisfaction']>['comments'][number]

/** The latest comments, each with its ticket. */
export const RatingComments = ({ rated }: { rated: readonly Rated[] }) => {
  const t = useTranslations('analytics')
  return (
    <Section name={t('comments')}>
      <ul aria-label={t('comments')} className="grid gap-3 desktop:grid-cols-2">
        {rated.map(({ ticket, rating, agent }) => (
          <li
            key={`${ticket.id} ${rating.ratedAt}`}
            className="flex min-w-0 flex-col gap-2 rounded-md border border-line p-3"
          >
            <TicketLink number={ticket.number} subject={ticket.subject} />
            <RatingSummary rating={rating} />
            {agent && <p className="text-xs text-muted">{t('ratedAgent', { name: agent.name })}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const TicketLink = ({ number, subject }: { number: string; subject: string }) => {
  const { openTicket } = useScope()
  const open = (event: MouseEvent) => {
    // In a new tab or window, the address opens it.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    openTicket(number)
  }
  return (
    <a
      href={`/admin?ticket=${encodeURIComponent(number)}`}
      onClick={open}
      className="flex min-w-0 gap-2 font-medium text-accent-text hover:underline"
    >
      <span className="shrink-0 tabular-nums">{number}</span>
      <span dir="auto" className="truncate">
        {subject}
      </span>
    </a>
  )
}
