import { useTranslations } from 'use-intl'
import { Tag } from '../ui/Tag.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { TagInput } from './TagInput.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useTicketActions } from './useTicketActions.ts'

/** Tags are the staff's, and a seller's on tickets of their own; buyers only see them. */
export const TicketTags = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const { addTag, removeTag } = useTicketActions(ticket)
  const canTag = ticket.viewerCanManage || (viewer.role === 'SELLER' && ticket.requester.id === viewer.id)
  return (
    <>
      {ticket.tags.length > 0 ? (
        <div className="flex flex-wrap gap-1">
          {ticket.tags.map((tag) => (
            <Tag key={tag} name={tag} onRemove={canTag ? () => void removeTag(tag) : undefined} />
          ))}
        </div>
      ) : (
        !canTag && <p className="text-sm text-muted">{t('noTags')}</p>
      )}
      {canTag && <TagInput label={t('addTag')} except={ticket.tags} onAdd={(tag) => void addTag(tag)} canCreate />}
    </>
  )
}
