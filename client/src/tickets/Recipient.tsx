import { CircleAlert, LifeBuoy, Store } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { ShopPicker } from '../shops/ShopPicker.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { RecipientState, Whom } from './useRecipient.ts'

/** To whom a buyer writes: the platform, a shop, or the platform about a shop. */
export const Recipient = ({ recipient, order }: { recipient: RecipientState; order?: string }) => {
  const t = useTranslations('tickets')
  const { desk } = useViewer()
  const { whom, shop, problem } = recipient
  const names = { desk: isolated(desk.name), shop: shop ? isolated(shop.shopName) : t('theShop') }
  const icon = (Icon: typeof Store) => <Icon aria-hidden className="size-4 shrink-0 text-muted" />
  const choices: { value: Whom; label: string; icon: React.ReactNode }[] = [
    { value: 'desk', label: desk.name, icon: icon(LifeBuoy) },
    { value: 'shop', label: t('toAShop'), icon: icon(Store) },
    { value: 'about', label: t('aboutAShop', names), icon: icon(LifeBuoy) },
  ]
  return (
    <div className="flex flex-col gap-4">
      <Select label={t('newTo')} value={whom} onChange={recipient.setWhom} choices={choices} />
      {whom !== 'desk' && (
        <div className="flex flex-col gap-1">
          <ShopPicker label={t('shop', { profile: desk.profile })} chosen={shop} onChoose={recipient.setShop} />
          {problem && (
            <p role="alert" className="flex items-start gap-1.5 text-sm text-danger">
              <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {t(problem, names)}
            </p>
          )}
          <p className="text-xs text-muted">{t(whom === 'shop' ? 'toShopHint' : 'aboutShopHint', names)}</p>
        </div>
      )}
      {(whom !== 'desk' || order) && (
        <Field label={t('orderLabel')} name="order" defaultValue={order} maxLength={100} autoComplete="off" />
      )}
    </div>
  )
}
