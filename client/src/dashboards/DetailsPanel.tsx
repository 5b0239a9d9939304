import { X } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import { Participants } from '../requests/Participants.tsx'
import { AssigneeSuggestions } from '../suggestions/AssigneeSuggestions.tsx'
import { TagSuggestions } from '../suggestions/TagSuggestions.tsx'
import { TicketDetails } from '../tickets/TicketDetails.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** The details panel of the open ticket. It follows once the conversation is painted; what it shows until then cannot be used. */
export const DetailsPanel = ({ ticketId, onClose }: { ticketId: string | undefined; onClose: () => void }) => {
  const t = useTranslations('dashboards')
  const close = useTranslations('ui')('close')
  const shownId = useDeferredValue(ticketId)
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pe-2 ps-4">
        <h2 className="font-semibold">{t('detailsPanel')}</h2>
        <IconButton icon={X} label={close} keys="." onPress={onClose} />
      </div>
      <div data-open-ticket inert={shownId !== ticketId} className="min-h-0 flex-1 overflow-auto">
        {shownId && (
          <TicketDetails
            ticketId={shownId}
            Participants={Participants}
            AssigneeSuggestions={AssigneeSuggestions}
            TagSuggestions={TagSuggestions}
          />
        )}
      </div>
    </>
  )
}
