import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useScreenShareDeclinedSubscription, useSentScreenShareAsksQuery } from './screenshare.generated.ts'

/** Tells whoever asked to see a screen that it was declined, wherever they are. Nothing on screen of its own. */
export const Declines = () => {
  const t = useTranslations('screenshare')
  const [{ data }] = useSentScreenShareAsksQuery()
  useScreenShareDeclinedSubscription()
  const told = useRef<Set<string>>(undefined)
  const asks = data?.sentScreenShareAsks

  useEffect(() => {
    if (!asks) return
    const declined = asks.filter(({ declinedAt }) => declinedAt !== null)
    // What was declined before this page was there is said where one asks.
    told.current ??= new Set(declined.map(({ id }) => id))
    for (const { id, person, ticket } of declined) {
      if (told.current.has(id)) continue
      told.current.add(id)
      toast(t('declined', { name: person.name, number: ticket.number }))
    }
  }, [asks, t])
  return null
}
