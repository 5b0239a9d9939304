import { useTranslations } from 'use-intl'
import { Tag } from '../ui/Tag.tsx'
import { toAddTag } from './passFocus.ts'
import { TagInput } from './TagInput.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useTicketActions } from './useTicketActions.ts'

/** The tags of a ticket. */
export const TicketTags = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const { addTag, removeTag } = useTicketActions(ticket)
  const canTag = ticket.viewerCanTag
  return (
    <>
      {ticket.tags.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {ticket.tags.map((tag) => (
            <li key={tag} className="flex max-w-full">
              <Tag ref={toAddTag} name={tag} onRemove={canTag ? () => void removeTag(tag) : undefined} />
            </li>
          ))}
        </ul>
      ) : (
        !canTag && <p className="text-sm text-muted">{t('noTags')}</p>
      )}
      {canTag && <TagInput label={t('addTag')} except={ticket.tags} onAdd={(tag) => void addTag(tag)} canCreate />}
    </>
  )
}
