import { Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { toAddTag } from '../tickets/passFocus.ts'
import type { TicketDetailFragment } from '../tickets/tickets.generated.ts'
import { isDone, useTicketActions } from '../tickets/useTicketActions.ts'
import { Button } from '../ui/Button.tsx'
import { useSuggestions } from './useSuggestions.ts'

/** Tags that the ticket probably should have; one click adds one. */
export const TagSuggestions = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('suggestions')
  const { addTag } = useTicketActions(ticket)
  const found = useSuggestions(ticket)?.tagSuggestions ?? []
  const tags = ticket.viewerCanTag && !isDone(ticket.status) ? found.filter((tag) => !ticket.tags.includes(tag)) : []
  if (tags.length === 0) return null
  return (
    <div role="group" aria-label={t('tagList')} className="flex flex-wrap items-center gap-1">
      <span className="me-1 text-xs text-muted">{t('tags')}</span>
      {tags.map((tag) => (
        <span key={tag} ref={toAddTag} className="contents">
          <Button
            size="sm"
            variant="quiet"
            aria-label={t('addTag', { tag })}
            className="max-w-40 border border-dashed border-control"
            onPress={() => void addTag(tag)}
          >
            <Plus aria-hidden className="size-3" />
            <span className="truncate">{tag}</span>
          </Button>
        </span>
      ))}
    </div>
  )
}
