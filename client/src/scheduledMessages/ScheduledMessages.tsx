import { useTranslations } from 'use-intl'
import { ScheduledCard } from './ScheduledCard.tsx'
import type { Audience } from './scheduledMessages.generated.ts'
import { useScheduledMessages } from './useScheduledMessages.ts'

type Props = {
  ticketId: string
  /** The ticket's last event on screen: whoever edits a message has seen it. */
  lastSeq: number | undefined
  /** Names who will read a message. */
  audienceName: (audience: Audience) => string
}

/** What the viewer, and for staff their colleagues, will send in this ticket. */
export const ScheduledMessages = ({ ticketId, lastSeq, audienceName }: Props) => {
  const t = useTranslations('scheduledMessages')
  const messages = useScheduledMessages(ticketId)
  if (messages.length === 0) return null
  return (
    <div className="border-t border-line bg-surface px-3 pt-2 tablet:px-5">
      <ul aria-label={t('list')} className="mx-auto flex max-h-52 max-w-[45rem] flex-col gap-2 overflow-auto">
        {messages.map((message) => (
          <ScheduledCard
            key={message.id}
            message={message}
            lastSeq={lastSeq}
            readers={isForSide(message) ? audienceName(message.audience) : undefined}
          />
        ))}
      </ul>
    </div>
  )
}

const isForSide = ({ audience }: { audience: Audience }): boolean => audience === 'REQUESTER' || audience === 'SHOP'
