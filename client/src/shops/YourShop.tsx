import { Store } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { ShopPeople } from './ShopPeople.tsx'
import { useViewerShopsQuery } from './shops.generated.ts'
import { yourShopDialog } from './yourShopDialog.ts'

/** The shops of a seller and their people. */
export const YourShop = () => {
  const t = useTranslations('shops')
  const [{ data, error }, again] = useViewerShopsQuery({ requestPolicy: 'cache-and-network' })
  const reload = () => again({ requestPolicy: 'network-only' })
  const shops = data?.viewerShops
  return (
    <Dialog title={t(shops && shops.length > 1 ? 'yourShops' : 'yourShop')} isOpen onClose={yourShopDialog.close} wide>
      {!shops && !error && <SkeletonRows rows={3} height={44} />}
      {!shops && error && <ErrorPanel message={t('loadFailed')} requestId={requestId(error)} onRetry={reload} />}
      {shops?.length === 0 && <p className="text-muted">{t('noShops')}</p>}
      <div className="flex flex-col gap-8">
        {shops?.map((shop) => (
          <section key={shop.id} aria-label={shop.shopName} className="flex flex-col gap-3">
            <h2 className="flex items-center gap-2 text-lg font-semibold">
              <Store aria-hidden className="size-5 shrink-0 text-muted" />
              <span dir="auto" className="min-w-0 truncate">
                {shop.shopName}
              </span>
            </h2>
            <ShopPeople shop={shop} onChanged={reload} />
          </section>
        ))}
      </div>
    </Dialog>
  )
}
