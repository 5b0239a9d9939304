import { Store } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { fullTime } from '../lib/time.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { Counts, Fact, Facts, FactsPanel } from '../people/Facts.tsx'
import { PagedListBox } from '../people/PagedListBox.tsx'
import { ShopsPageDocument, useShopQuery, type ShopRowFragment } from '../people/people.generated.ts'
import { Profile } from '../people/Profile.tsx'
import { Seen, ShopLine } from '../people/rows.tsx'
import { SearchInput } from '../people/SearchInput.tsx'
import { usePages } from '../people/usePages.ts'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')

/** Every shop, for admins: who owns it, and the tickets about it. */
export const SellersTab = () => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  const roleName = useRoleName()
  const title = roleName('SELLER', 'many')
  const [search, change] = useTabSearch()
  const [newTicket, setNewTicket] = useState(false)
  const { toTicket, toPerson } = useGoTo()
  const isPhone = useIsPhone()
  const details = useDetails()
  const { pager, list } = usePages<ShopRowFragment>(ShopsPageDocument, search.q ? { text: search.q } : {})
  const [{ data, error }, again] = useShopQuery({ variables: { id: search.shop ?? '' }, pause: !search.shop })
  const shop = data?.node && 'shopName' in data.node && data.node.id === search.shop ? data.node : undefined
  const leave = () => change({ shop: undefined })
  useShortcuts({ u: leave, '.': details.toggle })

  const missing = !search.shop ? (
    <EmptyState icon={Store}>{t('chooseShop', { profile: desk.profile })}</EmptyState>
  ) : !data && !error ? (
    <SkeletonRows rows={4} />
  ) : (
    <ErrorPanel
      message={error ? t('profileFailed') : t('gone')}
      onRetry={() => again({ requestPolicy: 'network-only' })}
    />
  )
  return (
    <>
      <TabShell
        names={{ list: t('list', { name: title }), thread: t('profile'), details: t('facts') }}
        isOpen={Boolean(search.shop)}
        detailsOpen={Boolean(shop) && details.isOpen}
        onCloseDetails={details.close}
        list={
          <>
            <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 pb-2">
              <div className="-mb-2 flex h-12 items-center gap-2">
                <h1 className="truncate text-lg font-semibold">{title}</h1>
                <span className="text-sm text-muted">{list.total?.toLocaleString('en')}</span>
                <Corner />
              </div>
              <SearchInput
                label={t('searchShops', { profile: desk.profile })}
                value={search.q ?? ''}
                onChange={(q) => change({ q: q || undefined }, { replace: true })}
              />
            </header>
            <div className="list-ring min-h-0 flex-1">
              <PagedListBox
                label={title}
                empty={t('noShops', { profile: desk.profile })}
                pager={pager}
                list={list}
                openId={search.shop}
                onOpen={({ id }) => change({ shop: id })}
              >
                {(row) => <ShopLine shop={row} />}
              </PagedListBox>
            </div>
          </>
        }
        thread={
          shop ? (
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
              onBack={isPhone ? leave : undefined}
              detailsOpen={details.isOpen}
              onToggleDetails={details.toggle}
            />
          ) : (
            missing
          )
        }
        details={
          shop &&
          data && (
            <FactsPanel onClose={details.close}>
              <Facts>
                <Fact name={t('owner')}>{shop.owner.name}</Fact>
                <Fact name={t('email')}>{shop.owner.email}</Fact>
                <Fact name={t('memberSince')}>{fullTime(shop.memberSince)}</Fact>
                <Fact name={t('lastHere')}>
                  {shop.owner.lastSeenAt ? fullTime(shop.owner.lastSeenAt) : t('neverSeen')}
                </Fact>
              </Facts>
              <Counts title={t('concerning', { profile: desk.profile })} counts={data.concerning} />
              <section className="flex flex-col gap-2 border-t border-line pt-4">
                <Button
                  variant="primary"
                  onPress={() => setNewTicket(true)}
                  isDisabled={Boolean(shop.owner.disabledAt)}
                >
                  <span className="truncate">{t('openTicket', { name: shop.owner.name })}</span>
                </Button>
                <Button onPress={() => toPerson(shop.owner.id)}>{t('profileOf', { name: shop.owner.name })}</Button>
              </section>
            </FactsPanel>
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
