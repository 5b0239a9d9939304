import { Ban, Circle, Hourglass } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useNow } from '../lib/useNow.ts'
import { rowTime } from '../lib/time.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { ServiceMark } from '../ui/ServiceMark.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import type { PersonRowFragment, ShopRowFragment } from './people.generated.ts'

/** A user's state: online, last seen or disabled. */
export const Seen = ({ person }: { person: PersonRowFragment }) => {
  const t = useTranslations('people')
  const now = useNow()
  if (person.disabledAt) {
    return (
      <span className="inline-flex shrink-0 items-center gap-1 text-danger">
        <Ban aria-hidden className="size-3" />
        {t('disabled')}
      </span>
    )
  }
  if (person.isOnline) {
    return (
      <span className="inline-flex shrink-0 items-center gap-1 text-success">
        <Circle aria-hidden className="size-2.5" fill="currentColor" />
        {t('online')}
      </span>
    )
  }
  if (person.isService && !person.lastSeenAt) return null
  return (
    <span className="shrink-0">
      {person.lastSeenAt ? t('lastSeen', { when: rowTime(person.lastSeenAt, now) }) : t('neverSeen')}
    </span>
  )
}

/** A user in the list. */
export const PersonLine = ({ person }: { person: PersonRowFragment }) => {
  const roleName = useRoleName()
  return (
    <>
      <Avatar name={person.name} url={person.avatarUrl} size="lg" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent font-medium">
            {person.name}
          </span>
          {person.isService && <ServiceMark />}
          <span className="shrink-0 text-xs text-muted">{roleName(person.role)}</span>
        </span>
        <span className="flex items-center gap-2 text-xs text-muted">
          <span className="min-w-0 flex-1 truncate">{person.email}</span>
          <Seen person={person} />
        </span>
      </span>
    </>
  )
}

/** A shop in the list. */
export const ShopLine = ({ shop }: { shop: ShopRowFragment }) => {
  const t = useTranslations('people')
  return (
    <>
      <Avatar name={shop.shopName} size="lg" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span dir="auto" className="truncate text-match-parent font-medium">
          {shop.shopName}
        </span>
        <span className="flex items-center gap-2 text-xs text-muted">
          <span className="min-w-0 flex-1 truncate">{shop.owner.name}</span>
          {shop.waitingCount ? (
            <span className="inline-flex shrink-0 items-center gap-1 text-warn">
              <Hourglass aria-hidden className="size-3" />
              {t('waiting', { count: shop.waitingCount })}
            </span>
          ) : null}
        </span>
      </span>
    </>
  )
}
