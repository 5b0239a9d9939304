import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { toAssignee } from '../tickets/passFocus.ts'
import { showSuggestions } from '../tickets/shownSuggestions.ts'
import type { TicketDetailFragment } from '../tickets/tickets.generated.ts'
import { useAssign } from '../tickets/useAssign.ts'
import { isDone } from '../tickets/useTicketActions.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { TicketSuggestionsQuery } from './suggestions.generated.ts'
import { useSuggestions } from './useSuggestions.ts'

type Suggestion = NonNullable<TicketSuggestionsQuery['ticket']>['assignmentSuggestions'][number]

const NONE: Suggestion[] = []

/** Who should take a ticket that nobody has, with reasons; one click assigns it. */
export const AssigneeSuggestions = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('suggestions')
  const { assign } = useAssign(ticket)
  const isWaiting = ticket.viewerCanManage && !ticket.assignee && !isDone(ticket.status)
  const found = useSuggestions(ticket)?.assignmentSuggestions ?? NONE
  const suggestions = isWaiting ? found : NONE
  useEffect(() => {
    if (suggestions.length === 0) return
    return showSuggestions(
      ticket.id,
      suggestions.map(({ agent }) => agent.id),
    )
  }, [ticket.id, suggestions])

  if (suggestions.length === 0) return null
  return (
    <section ref={toAssignee} data-detail="suggestions" className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 id="suggested-assignees" className="text-xs font-medium text-subtle">
        {t('assignees')}
      </h3>
      <ul aria-labelledby="suggested-assignees" className="flex flex-col gap-3">
        {suggestions.map((suggestion) => (
          <Line key={suggestion.agent.id} suggestion={suggestion} onAssign={() => void assign(suggestion.agent)} />
        ))}
      </ul>
    </section>
  )
}

const Line = ({ suggestion: { agent, reasons }, onAssign }: { suggestion: Suggestion; onAssign: () => void }) => {
  const t = useTranslations('suggestions')
  const { viewer } = useViewer()
  const isViewer = agent.id === viewer.id
  return (
    <li className="flex items-start gap-2">
      <Avatar name={agent.name} url={agent.avatarUrl} />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {agent.name}
          {isViewer && <span className="ms-2 text-xs text-muted">{t('you')}</span>}
        </p>
        <ul className="text-xs text-muted">
          {reasons.map((reason) => (
            <li key={reason} className="wrap-anywhere">
              {reason}
            </li>
          ))}
        </ul>
      </div>
      <Button size="sm" aria-label={isViewer ? t('claim') : t('assignTo', { name: agent.name })} onPress={onAssign}>
        {isViewer ? t('claim') : t('assign')}
      </Button>
    </li>
  )
}
