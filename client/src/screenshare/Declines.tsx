import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useScreenShareDeclinedSubscription, useSentScreenShareAsksQuery } from './screenshare.generated.ts'

/** Shows a toast to the agent whose screen-share request was declined. Renders nothing. */
export const Declines = () => {
  const t = useTranslations('screenshare')
  const [{ data }] = useSentScreenShareAsksQuery()
  useScreenShareDeclinedSubscription()
  const notified = useRef<Set<string>>(undefined)
  const asks = data?.sentScreenShareAsks

  useEffect(() => {
    if (!asks) return
    const declined = asks.filter(({ declinedAt }) => declinedAt !== null)
    // Declines from before this page loaded are shown at the request button.
    notified.current ??= new Set(declined.map(({ id }) => id))
    for (const { id, person, ticket } of declined) {
      if (notified.current.has(id)) continue
      notified.current.add(id)
      toast(t('declined', { name: person.name, number: ticket.number }))
    }
  }, [asks, t])
  return null
}
