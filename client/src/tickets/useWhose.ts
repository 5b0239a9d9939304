import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { isStaff } from '../lib/roles.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import type { TicketRowFragment } from './tickets.generated.ts'
import type { Whose } from './WhoseText.tsx'

type Ticket = Pick<TicketRowFragment, 'requester' | 'seller' | 'addressedTo' | 'viewerSide'>

/** Says whose ticket it is, as a list shows it to the viewer: "Bea Buyer to Nordlicht Audio". */
export const useWhose = (): ((ticket: Ticket) => Whose) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  const { viewer } = useViewer()
  return ({ requester, seller, addressedTo, viewerSide }) => {
    const { name, role } = requester
    const shop = addressedTo === 'SHOP' && seller ? isolated(seller.shopName) : null
    if (isStaff(viewer.role))
      return shop ? { text: t('fromTo', { requester: isolated(name), shop }) } : { name, text: ` · ${roleName(role)}` }
    if (viewer.role === 'SELLER') return { name: viewerSide === 'SHOP' ? name : (seller?.shopName ?? name) }
    return { text: shop && t('toShop', { shop }) }
  }
}
