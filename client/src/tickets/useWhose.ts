import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { isStaff } from '../lib/roles.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import type { TicketRowFragment } from './tickets.generated.ts'

type Ticket = Pick<TicketRowFragment, 'requester' | 'seller' | 'addressedTo' | 'viewerSide'>

/** Says whose ticket it is, as a list shows it to the viewer: "Bea Buyer to Nordlicht Audio". */
export const useWhose = (): ((ticket: Ticket) => string | null) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  const { viewer } = useViewer()
  return ({ requester, seller, addressedTo, viewerSide }) => {
    const shop = addressedTo === 'SHOP' && seller ? isolated(seller.shopName) : null
    const name = isolated(requester.name)
    if (isStaff(viewer.role))
      return shop ? t('fromTo', { requester: name, shop }) : `${name} · ${roleName(requester.role)}`
    if (viewer.role === 'SELLER') return viewerSide === 'SHOP' ? name : (seller?.shopName ?? name)
    return shop && t('toShop', { shop })
  }
}
