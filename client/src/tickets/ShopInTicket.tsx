import { Store } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { AskShopIn } from './AskShopIn.tsx'
import { ShopAssignee } from './ShopAssignee.tsx'
import { ViewAsButton } from './ViewAsButton.tsx'
import type { TicketShopFragment } from './shop.generated.ts'

/** The shop of a ticket: what it has to do with it, who of it handles it, and its people for those who may see them. */
export const ShopInTicket = ({ ticket }: { ticket: TicketShopFragment }) => {
  const t = useTranslations('tickets')
  const { desk } = useViewer()
  if (!(ticket.seller || ticket.order)) return null
  return (
    <section data-detail="shop" className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="text-xs font-medium text-subtle">{t('shop', { profile: desk.profile })}</h3>
      {ticket.seller && <Shop ticket={ticket} seller={ticket.seller} />}
      {ticket.order && (
        <p className="text-sm">
          <span className="text-muted">{t('orderNumber')}</span>{' '}
          <span className="font-medium wrap-anywhere">{ticket.order}</span>
        </p>
      )}
    </section>
  )
}

type ShopProps = { ticket: TicketShopFragment; seller: NonNullable<TicketShopFragment['seller']> }

const Shop = ({ ticket, seller }: ShopProps) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [isAsking, setAsking] = useState(false)
  const { shopTakesPart, addressedTo, viewerSide, shopAssignee } = ticket
  const staff = isStaff(viewer.role)
  const isOfShop = viewer.role === 'SELLER' && seller.members.some(({ id }) => id === viewer.id)
  const others = seller.members.filter(({ id }) => id !== shopAssignee?.id)
  return (
    <>
      <p className="flex items-center gap-2">
        <Store aria-hidden className="size-4 shrink-0 text-muted" />
        <span dir="auto" className="min-w-0 text-match-parent wrap-anywhere">
          {seller.shopName}
        </span>
        {seller.isClosed && <span className="shrink-0 text-sm text-warn">{t('shopClosed')}</span>}
      </p>
      <p className="text-sm text-muted">
        {t(
          addressedTo === 'SHOP' ? 'shopAddressed' : shopTakesPart ? 'shopJoined' : staff ? 'shopOutside' : 'shopAbout',
        )}
      </p>
      {shopTakesPart && (isOfShop || shopAssignee) && (
        <div className="facts items-center">
          <span className="text-sm text-muted">{t('shopHandles')}</span>
          {isOfShop && viewerSide === 'SHOP' ? (
            <div className="fact-control">
              <ShopAssignee ticketId={ticket.id} people={seller.members} current={shopAssignee} />
            </div>
          ) : (
            shopAssignee && (
              <span className="flex min-h-7 items-center gap-2">
                <Avatar name={shopAssignee.name} url={shopAssignee.avatarUrl} size="sm" />
                <span className="min-w-0">{shopAssignee.name}</span>
              </span>
            )
          )}
        </div>
      )}
      {(staff || isOfShop) && others.length > 0 && (
        <ul aria-label={t('shopPeople')} className="flex flex-col gap-1">
          {others.map((person) => (
            <li key={person.id} className="flex items-center gap-2 text-sm">
              <Avatar name={person.name} url={person.avatarUrl} size="sm" />
              <span className="min-w-0 wrap-anywhere">{person.name}</span>
            </li>
          ))}
        </ul>
      )}
      {staff && !shopTakesPart && !seller.isClosed && seller.members.every(({ id }) => id !== ticket.requester.id) && (
        <Button wraps className="self-start" onPress={() => setAsking(true)}>
          {t('askShop', { shop: seller.shopName })}
        </Button>
      )}
      {staff && shopTakesPart && <ViewAsButton ticketId={ticket.id} side="SHOP" name={seller.shopName} />}
      {isAsking && <AskShopIn ticket={ticket} shopName={seller.shopName} onClose={() => setAsking(false)} />}
    </>
  )
}
