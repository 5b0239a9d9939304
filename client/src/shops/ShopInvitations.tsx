import { Mail } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useCancelShopInvitationMutation, type ShopPeopleFieldsFragment } from './shops.generated.ts'

/** The invitations that are still open; each can be cancelled. */
export const ShopInvitations = ({ shop, onChanged }: { shop: ShopPeopleFieldsFragment; onChanged: () => void }) => {
  const t = useTranslations('shops')
  const now = useNow()
  const [{ fetching }, cancel] = useCancelShopInvitationMutation()
  const withdraw = async (invitationId: string, email: string) => {
    const { data } = await cancel({ input: { invitationId } })
    if (toastRefusal(data?.cancelShopInvitation, t('failed'))) return
    toast(t('cancelled', { email }))
    onChanged()
  }
  if (shop.invitations.length === 0) return null
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold">{t('pending')}</h3>
      <ul aria-label={t('pending')} className="flex flex-col">
        {shop.invitations.map(({ id, email, expiresAt }) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line py-1 last:border-b-0">
            <Mail aria-hidden className="mx-1.5 size-4 shrink-0 text-muted" />
            <span className="flex min-w-40 flex-1 flex-col">
              <span className="truncate">{email}</span>
              <span className="text-xs text-muted">
                {new Date(expiresAt) <= now ? t('expired') : t('until', { when: fullTime(expiresAt) })}
              </span>
            </span>
            <Button
              size="sm"
              variant="quiet"
              isDisabled={fetching}
              aria-label={t('cancelFor', { email })}
              onPress={() => void withdraw(id, email)}
            >
              {t('cancel')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
