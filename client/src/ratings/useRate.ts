import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { toastRefusal } from '../ui/toasts.tsx'
import { useRateTicketMutation, type RatedTicketFragment } from './ratings.generated.ts'

/** The rating that the viewer gives: the score is shown as chosen while it is being saved. */
export const useRate = ({ id: ticketId, rating }: RatedTicketFragment) => {
  const t = useTranslations('ratings')
  const [{ fetching }, send] = useRateTicketMutation()
  const [chosen, setChosen] = useState<number | null>(null)
  // A rating from before the ticket was reopened is not the one that is given now.
  const current = rating?.isCurrent ? rating : null

  /** Whether it was saved. */
  const rate = async (input: { score: number; comment?: string }): Promise<boolean> => {
    setChosen(input.score)
    const { data } = await send({ input: { ticketId, ...input } })
    setChosen(null)
    return !toastRefusal(data?.rateTicket, t('failed'))
  }
  return { current, score: chosen ?? current?.score ?? null, rate, isSaving: fetching }
}
