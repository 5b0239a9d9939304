import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { Audience } from './messages.generated.ts'
import { useThreadTicket } from './threadTicket.ts'

/** Names who reads a message: "Only Nordlicht Audio and staff". */
export type AudienceName = (audience: Audience) => string

/** Names the audiences of the thread's ticket for the viewer. */
export const useAudienceName = (): AudienceName => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const ticket = useThreadTicket()
  const requester = ticket?.requester
  const shop = ticket?.seller?.shopName
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
