import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useThreadTicketQuery, type Audience, type TicketSidesFragment } from './messages.generated.ts'

/** Names who reads a message: "Only Nordlicht Audio and staff". */
export type AudienceName = (audience: Audience) => string

/** The sides of a ticket; undefined until they are known. */
export const useSides = (ticketId: string): TicketSidesFragment | undefined => {
  const [{ data }] = useThreadTicketQuery({ variables: { ticketId } })
  return data?.ticket?.id === ticketId ? data.ticket : undefined
}

/** Names the audiences of a ticket for the viewer. */
export const useAudienceName = (ticketId: string): AudienceName => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const sides = useSides(ticketId)
  const requester = sides?.requester
  const shop = sides?.seller?.shopName
  return useCallback(
    (audience) => {
      if (audience === 'PARTICIPANTS') return t('everyone')
      if (audience === 'STAFF') return t('note')
      if (audience === 'SHOP') return t('onlySide', { side: shop ? isolated(shop) : t('theShop') })
      if (requester?.id === viewer.id) return t('onlyYou')
      return t('onlySide', { side: requester ? isolated(requester.name) : t('theRequester') })
    },
    [t, requester, shop, viewer.id],
  )
}
