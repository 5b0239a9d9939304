import { CloudUpload } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useHasWaiting } from '../graphql/waiting.ts'

/** Marks a ticket in a list with a change that waits for the network. */
export const WaitingMark = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('dashboards')
  return useHasWaiting(ticketId) ? (
    <CloudUpload role="img" aria-label={t('waitsForNetwork')} className="size-3.5 shrink-0 text-warn" />
  ) : null
}
