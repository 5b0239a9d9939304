import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { ShopPeople } from './ShopPeople.tsx'
import {
  useCloseShopMutation,
  useReopenShopMutation,
  useShopPeopleQuery,
  type ShopPeopleFieldsFragment,
} from './shops.generated.ts'

/** For staff: the people of a shop, and for admins closing and reopening it. */
export const ShopOfDesk = ({ shopId }: { shopId: string }) => {
  const { viewer } = useViewer()
  const [{ data }, again] = useShopPeopleQuery({ variables: { id: shopId }, requestPolicy: 'cache-and-network' })
  const shop =
    data?.node && 'shopName' in data.node && data.node.id === shopId
      ? (data.node as ShopPeopleFieldsFragment)
      : undefined
  if (!shop) return null
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-4">
      <ShopPeople shop={shop} onChanged={() => again({ requestPolicy: 'network-only' })} />
      {viewer.role === 'ADMIN' && <Closing key={shop.id} shop={shop} />}
    </section>
  )
}

const Closing = ({ shop }: { shop: ShopPeopleFieldsFragment }) => {
  const t = useTranslations('shops')
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [{ fetching: isClosing }, close] = useCloseShopMutation()
  const [{ fetching: isReopening }, reopen] = useReopenShopMutation()
  const input = { sellerId: shop.id }
  const name = { shop: isolated(shop.shopName) }
  const confirm = async () => {
    const refused = refusalOf((await close({ input })).data?.closeShop, t('failed'))
    if (refused) return setProblem(refused)
    toast(t('closedDone', name))
    setAsking(false)
  }
  const openAgain = async () => {
    if (!toastRefusal((await reopen({ input })).data?.reopenShop, t('failed'))) toast(t('reopenedDone', name))
  }
  if (shop.isClosed)
    return (
      <Button isDisabled={isReopening} onPress={() => void openAgain()}>
        {t('reopen')}
      </Button>
    )
  return (
    <>
      <Button variant="danger" onPress={() => setAsking(true)}>
        {t('close')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('closeTitle', name)}
          action={t('close')}
          isBusy={isClosing}
          problem={problem}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        >
          <p>{t('closeText')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
