import { useEffect, useState } from 'react'
import { useLinkedShopQuery, type ShopChoiceFragment } from '../shops/shops.generated.ts'

/** The platform, a shop, or the platform about a shop. */
export type Whom = 'desk' | 'shop' | 'about'
type Problem = 'shopGone' | 'shopIsClosed' | 'shopMissing'

/** To whom a new ticket is written; `linked` is the shop of the link that opened the form. */
export const useRecipient = (linked: string | undefined) => {
  const [whom, setWhom] = useState<Whom>(linked ? 'shop' : 'desk')
  const [shop, setShop] = useState<ShopChoiceFragment | null>(null)
  const [problem, setProblem] = useState<Problem>()
  const [{ data, error, fetching }] = useLinkedShopQuery({
    variables: { id: linked ?? '' },
    pause: !linked,
    requestPolicy: 'network-only',
  })
  const found = data?.node && 'shopName' in data.node ? (data.node as ShopChoiceFragment) : null
  const isAnswered = Boolean(linked) && !fetching && (data !== undefined || error !== undefined)
  useEffect(() => {
    if (!isAnswered) return
    if (!found) setProblem('shopGone')
    else if (found.isClosed) setProblem('shopIsClosed')
    else setShop(found)
  }, [isAnswered, found])

  return {
    whom,
    shop,
    problem,
    setWhom: (next: Whom) => {
      setProblem(undefined)
      setWhom(next)
    },
    setShop: (next: ShopChoiceFragment | null) => {
      setProblem(undefined)
      setShop(next)
    },
    /** Whether a shop is still to be chosen; the form then says so. */
    isMissing: (): boolean => {
      if (whom === 'desk' || shop) return false
      setProblem((before) => before ?? 'shopMissing')
      return true
    },
    /** The part of the new ticket. */
    input:
      whom === 'desk' || !shop
        ? {}
        : { to: whom === 'shop' ? ('SHOP' as const) : ('STAFF' as const), sellerId: shop.id },
  }
}

export type RecipientState = ReturnType<typeof useRecipient>
