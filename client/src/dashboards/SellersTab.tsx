import { Store } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { PagedListBox } from '../people/PagedListBox.tsx'
import { ShopsPageDocument, useShopQuery, type ShopRowFragment } from '../people/people.generated.ts'
import { Profile } from '../people/Profile.tsx'
import { Seen, ShopLine } from '../people/rows.tsx'
import { SearchInput } from '../people/SearchInput.tsx'
import { usePages } from '../people/usePages.ts'
import { Corner } from '../ui/Corner.tsx'
import { Count } from '../ui/Count.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { ShopDetails, type ShopProfile } from './ShopDetails.tsx'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')

/** The shop in the address, once loaded. */
const useOpenShop = (id: string | undefined) => {
  const [{ data, error }, again] = useShopQuery({ variables: { id: id ?? '' }, pause: !id })
  const shop = data?.node && 'shopName' in data.node && data.node.id === id ? (data.node as ShopProfile) : undefined
  return { shop, data, error, retry: () => again({ requestPolicy: 'network-only' }) }
}

/** All shops, for admins: the list, a shop's profile with the tickets about it, and its details. */
export const SellersTab = () => {
  const t = useTranslations('people')
  const title = useRoleName()('SELLER', 'many')
  const [search, change] = useTabSearch()
  const [newTicket, setNewTicket] = useState(false)
  const { toTicket } = useGoTo()
  const details = useDetails()
  const pages = usePages<ShopRowFragment>(ShopsPageDocument, search.q ? { text: search.q } : {})
  const { shop, data, error, retry } = useOpenShop(search.shop)
  const leave = () => change({ shop: undefined })
  useShortcuts({ u: leave, '.': details.toggle })

  const missing = (
    <Missing isChosen={Boolean(search.shop)} isLoading={!data && !error} failed={Boolean(error)} onRetry={retry} />
  )
  return (
    <>
      <TabShell
        names={{ list: t('list', { name: title }), thread: t('profile'), details: t('facts') }}
        isOpen={Boolean(search.shop)}
        detailsOpen={Boolean(shop) && details.isOpen}
        onCloseDetails={details.close}
        list={<ShopList title={title} {...pages} />}
        thread={
          shop ? (
            <ShopProfilePanel
              shop={shop}
              detailsOpen={details.isOpen}
              onToggleDetails={details.toggle}
              onLeave={leave}
            />
          ) : (
            missing
          )
        }
        details={
          shop &&
          data && (
            <ShopDetails
              shop={shop}
              counts={data.concerning}
              onClose={details.close}
              onNewTicket={() => setNewTicket(true)}
            />
          )
        }
      />
      <Suspense>
        {newTicket && shop && (
          <NewTicketDialog
            isOpen
            requester={shop.owner}
            sellerId={shop.id}
            onClose={() => setNewTicket(false)}
            onCreated={toTicket}
          />
        )}
      </Suspense>
    </>
  )
}

type ShopListProps = { title: string } & ReturnType<typeof usePages<ShopRowFragment>>

const ShopList = ({ title, ...pages }: ShopListProps) => {
  const t = useTranslations('people')
  const { profile } = useViewer().desk
  const [search, change] = useTabSearch()
  const { total } = pages.list
  return (
    <>
      <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 pb-2">
        <div className="-mb-2 flex h-12 items-center gap-2">
          <h1 className="truncate text-lg font-semibold">{title}</h1>
          {total !== undefined && (
            <span className="text-sm text-muted">
              <Count count={total} label={t('shopsCounted', { profile, count: total })} />
            </span>
          )}
          <Corner />
        </div>
        <SearchInput
          label={t('searchShops', { profile })}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined }, { replace: true })}
        />
      </header>
      <div className="list-ring min-h-0 flex-1">
        <PagedListBox
          {...pages}
          label={title}
          empty={t('noShops', { profile })}
          openId={search.shop}
          onOpen={({ id }) => change({ shop: id })}
        >
          {(row) => <ShopLine shop={row} />}
        </PagedListBox>
      </div>
    </>
  )
}

type ProfileProps = { shop: ShopProfile; detailsOpen: boolean; onToggleDetails: () => void; onLeave: () => void }

const ShopProfilePanel = ({ shop, detailsOpen, onToggleDetails, onLeave }: ProfileProps) => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  const { toTicket } = useGoTo()
  const isPhone = useIsPhone()
  return (
    <Profile
      name={shop.shopName}
      line={
        <>
          <span className="truncate">{shop.owner.name}</span>
          <Seen person={shop.owner} />
        </>
      }
      filter={{ sellerId: shop.id }}
      listName={t('concerning', { profile: desk.profile })}
      onOpenTicket={toTicket}
      onBack={isPhone ? onLeave : undefined}
      detailsOpen={detailsOpen}
      onToggleDetails={onToggleDetails}
    />
  )
}

type MissingProps = { isChosen: boolean; isLoading: boolean; failed: boolean; onRetry: () => void }

const Missing = ({ isChosen, isLoading, failed, onRetry }: MissingProps) => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  if (!isChosen) return <EmptyState icon={Store}>{t('chooseShop', { profile: desk.profile })}</EmptyState>
  if (isLoading) return <SkeletonRows rows={4} />
  return <ErrorPanel message={failed ? t('profileFailed') : t('gone')} onRetry={onRetry} />
}
