import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'

/** Who said what a row shows of the last message, before its text: "You:", "Daniel:", and a lock if it is an internal note. */
export const Speaker = ({ ticket: { lastMessage } }: { ticket: Pick<TicketRowFragment, 'lastMessage'> }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  if (!lastMessage) return null
  const { author, audience } = lastMessage
  // The name is isolated, so that the direction of the line is that of the text.
  return (
    <span className="font-medium">
      {audience === 'STAFF' && (
        <Lock
          role="img"
          aria-label={t('noteSnippet')}
          className="me-1 inline-block size-3 align-[-1px] text-note-text"
        />
      )}
      {author && (
        <bdi>{author.id === viewer.id ? t('you') : author.isErased ? author.name : firstName(author.name)}:</bdi>
      )}{' '}
    </span>
  )
}

const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name
