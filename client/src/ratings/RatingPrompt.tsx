import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useRememberedFlag } from '../lib/useRememberedFlag.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { GiveRating } from './GiveRating.tsx'
import { useTicketRatingQuery } from './ratings.generated.ts'

/** Asks for a rating above the composer, if the desk has asked the viewer; stays after the click, for a comment. */
export const RatingPrompt = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('ratings')
  const [{ data }] = useTicketRatingQuery({ variables: { ticketId } })
  const [isDismissed, setDismissed] = useRememberedFlag(`ratingDismissed.${ticketId}`, false)
  const [wasAsked, setAsked] = useState(false)
  const ticket = data?.ticket?.id === ticketId ? data.ticket : null
  if (ticket?.viewerIsAskedToRate && !wasAsked) setAsked(true)
  if (!ticket?.viewerCanRate || !wasAsked || isDismissed) return null
  return (
    <section aria-label={t('rating')} className="border-t border-line bg-surface px-4 py-3">
      <div className="mx-auto flex max-w-120 flex-col gap-2">
        <header className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold">{t('question')}</h2>
            <p className="text-xs text-muted">{t('hint')}</p>
          </div>
          <IconButton
            icon={X}
            label={t(ticket.rating?.isCurrent ? 'close' : 'dismiss')}
            className="-me-1.5 -mt-1"
            onPress={() => setDismissed(true)}
          />
        </header>
        <GiveRating ticket={ticket} />
      </div>
    </section>
  )
}
