import { PencilLine } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useHasDraft } from './useDraft.ts'

/** Marks a ticket with an unsent draft in a list. */
export const DraftMark = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('messages')
  return useHasDraft(ticketId) ? (
    <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-warn">
      <PencilLine aria-hidden className="size-3" />
      {t('draft')}
    </span>
  ) : null
}
