import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'

/** Starts sharing the screen in a ticket; shows a toast if it fails. */
export const useStartSharing = (): ((ticketId: string) => Promise<void>) => {
  const t = useTranslations('screenshare')
  const client = useClient()
  return async (ticketId) => {
    if (!('getDisplayMedia' in (navigator.mediaDevices ?? {}))) {
      toast(t('unsupported'), { tone: 'problem' })
      return
    }
    try {
      const { startSharing } = await import('./shareHost.ts')
      await startSharing(client, ticketId, () => toast(t('endedByDesk'), { tone: 'problem' }))
    } catch (error) {
      toast(t(error instanceof DOMException ? 'denied' : 'failed'), { tone: 'problem' })
    }
  }
}
