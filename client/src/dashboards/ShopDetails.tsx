import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { Counts, Fact, Facts, FactsPanel } from '../people/Facts.tsx'
import type { ShopQuery } from '../people/people.generated.ts'
import { ShopOfDesk } from '../shops/ShopOfDesk.tsx'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useGoTo } from './useGoTo.ts'

export type ShopProfile = Extract<NonNullable<ShopQuery['node']>, { shopName: string }>

type Props = {
  shop: ShopProfile
  counts: ShopQuery['concerning']
  onClose: () => void
  onNewTicket: () => void
}

/** A shop's owner and people, its number of tickets, and actions. */
export const ShopDetails = ({ shop: { id, owner, memberSince }, counts, onClose, onNewTicket }: Props) => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  const { toPerson } = useGoTo()
  return (
    <FactsPanel onClose={onClose}>
      <Facts>
        <Fact name={t('owner')}>{owner.name}</Fact>
        <Fact name={t('email')}>{owner.email}</Fact>
        <Fact name={t('memberSince')}>{fullTime(memberSince)}</Fact>
        <Fact name={t('lastHere')}>{owner.lastSeenAt ? fullTime(owner.lastSeenAt) : t('neverSeen')}</Fact>
      </Facts>
      <Counts title={t('concerning', { profile: desk.profile })} counts={counts} />
      {desk.profile === 'MARKETPLACE' && <ShopOfDesk key={id} shopId={id} />}
      <section className="flex flex-col gap-2 border-t border-line pt-4">
        <Button variant="primary" onPress={onNewTicket} isDisabled={Boolean(owner.disabledAt)}>
          <span className="truncate">{t('openTicket', { name: owner.name })}</span>
        </Button>
        <Button onPress={() => toPerson(owner.id)}>{t('profileOf', { name: owner.name })}</Button>
      </section>
    </FactsPanel>
  )
}
