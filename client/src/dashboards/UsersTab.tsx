import { Mails, UserPlus, UserRound } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '../lib/shortcuts.ts'
import { isStaff, type Role } from '../lib/roles.ts'
import { lazily } from '../lib/lazily.ts'
import { fullTime } from '../lib/time.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { Counts, Fact, Facts, FactsPanel } from '../people/Facts.tsx'
import { PagedListBox } from '../people/PagedListBox.tsx'
import {
  PeoplePageDocument,
  usePersonQuery,
  type PersonProfileFragment,
  type PersonQuery,
  type PersonRowFragment,
} from '../people/people.generated.ts'
import { PersonActions } from '../people/PersonActions.tsx'
import { Profile } from '../people/Profile.tsx'
import { ROLES } from '../people/roles.ts'
import { PersonLine, Seen } from '../people/rows.tsx'
import { SearchInput } from '../people/SearchInput.tsx'
import { usePages } from '../people/usePages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { useInvitationCount } from '../people/useCounts.ts'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')
const InviteDialog = lazily(() => import('../people/InviteDialog.tsx'), 'InviteDialog')
const InvitationList = lazily(() => import('../people/InvitationList.tsx'), 'InvitationList')

const EVERYONE = 'everyone'
const DISABLED = 'disabled'

/** The `role` search parameter as a query argument. */
const filterOf = (role: string | undefined): { role?: Role[]; disabled?: boolean } => {
  if (role === DISABLED) return { disabled: true }
  const named = role?.toUpperCase() as Role
  return ROLES.includes(named) ? { role: [named] } : {}
}

/** All users, for admins: the list, a profile with its tickets, and actions. */
export const UsersTab = () => {
  const t = useTranslations('people')
  const roleName = useRoleName()
  const [search, change] = useTabSearch()
  const [asking, setAsking] = useState<'invite' | 'invitations' | null>(null)
  const [newTicketFor, setNewTicketFor] = useState<PersonRowFragment | null>(null)
  const { toTicket } = useGoTo()
  const isPhone = useIsPhone()
  const details = useDetails()
  const waiting = useInvitationCount()
  const filter = filterOf(search.role)
  const { pager, list } = usePages<PersonRowFragment>(PeoplePageDocument, {
    ...filter,
    ...(search.q && { text: search.q }),
  })
  const [{ data, error }, again] = usePersonQuery({ variables: { id: search.person ?? '' }, pause: !search.person })
  const person =
    data?.node && 'role' in data.node && data.node.id === search.person
      ? (data.node as PersonProfileFragment)
      : undefined
  const leave = () => change({ person: undefined, tickets: undefined })
  useShortcuts({ u: leave, '.': details.toggle })

  // Staff: assigned tickets first. Their own requests are the exception.
  const listed = person && isStaff(person.role) && search.tickets !== 'requested' ? 'assigned' : 'requested'
  return (
    <>
      <TabShell
        names={{ list: t('list', { name: t('users') }), thread: t('profile'), details: t('facts') }}
        isOpen={Boolean(search.person)}
        detailsOpen={Boolean(person) && details.isOpen}
        onCloseDetails={details.close}
        list={
          <>
            <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 pb-2">
              <div className="-mb-2 flex h-12 items-center gap-2">
                <h1 className="truncate text-lg font-semibold">{t('users')}</h1>
                <span className="flex-1 text-sm text-muted">{list.total?.toLocaleString('en')}</span>
                <span className="relative inline-flex items-center">
                  <IconButton icon={Mails} label={t('invitations')} onPress={() => setAsking('invitations')} />
                  <Badge count={waiting} label={t('invitations')} />
                </span>
                <Button variant="primary" onPress={() => setAsking('invite')}>
                  <UserPlus aria-hidden className="size-4" />
                  {t('invite')}
                </Button>
                <Corner />
              </div>
              <div className="flex items-end gap-2">
                <SearchInput
                  label={t('searchPeople')}
                  placeholder={t('searchPeopleShort')}
                  value={search.q ?? ''}
                  onChange={(q) => change({ q: q || undefined }, { replace: true })}
                />
                <div className="w-32 shrink-0">
                  <Select
                    label={t('roleFilter')}
                    hideLabel
                    value={search.role ?? EVERYONE}
                    onChange={(role: string) => change({ role: role === EVERYONE ? undefined : role })}
                    choices={[
                      { value: EVERYONE, label: t('everyRole') },
                      ...ROLES.map((role) => ({ value: role.toLowerCase(), label: roleName(role, 'many') })),
                      { value: DISABLED, label: t('disabledOnly') },
                    ]}
                  />
                </div>
              </div>
            </header>
            <div className="list-ring min-h-0 flex-1">
              <PagedListBox
                label={t('users')}
                empty={t('noPeople')}
                pager={pager}
                list={list}
                openId={search.person}
                onOpen={({ id }) => change({ person: id, tickets: undefined })}
              >
                {(row) => <PersonLine person={row} />}
              </PagedListBox>
            </div>
          </>
        }
        thread={
          person && data ? (
            <Profile
              name={person.name}
              line={
                <>
                  <span>{roleName(person.role)}</span>
                  <Seen person={person} />
                </>
              }
              filter={listed === 'assigned' ? { assigneeId: person.id } : { requesterId: person.id }}
              listName={t(listed)}
              choices={
                isStaff(person.role) &&
                (['assigned', 'requested'] as const).map((which) => (
                  <Button
                    key={which}
                    size="sm"
                    variant={which === listed ? 'secondary' : 'quiet'}
                    aria-pressed={which === listed}
                    onPress={() => change({ tickets: which === 'requested' ? which : undefined }, { replace: true })}
                  >
                    {t(which)}
                  </Button>
                ))
              }
              onOpenTicket={toTicket}
              onBack={isPhone ? leave : undefined}
              detailsOpen={details.isOpen}
              onToggleDetails={details.toggle}
            />
          ) : (
            <Missing
              isChosen={Boolean(search.person)}
              isLoading={!data && !error}
              failed={Boolean(error)}
              onRetry={() => again({ requestPolicy: 'network-only' })}
            />
          )
        }
        details={
          person &&
          data && (
            <PersonFacts
              key={person.id}
              person={person}
              data={data}
              onClose={details.close}
              onNewTicket={() => setNewTicketFor(person)}
            />
          )
        }
      />
      <Suspense>
        {asking === 'invite' && <InviteDialog role={filter.role?.[0] ?? 'BUYER'} onClose={() => setAsking(null)} />}
        {asking === 'invitations' && <InvitationList onClose={() => setAsking(null)} />}
        {newTicketFor && (
          <NewTicketDialog isOpen requester={newTicketFor} onClose={() => setNewTicketFor(null)} onCreated={toTicket} />
        )}
      </Suspense>
    </>
  )
}

type MissingProps = { isChosen: boolean; isLoading: boolean; failed: boolean; onRetry: () => void }

const Missing = ({ isChosen, isLoading, failed, onRetry }: MissingProps) => {
  const t = useTranslations('people')
  if (!isChosen) return <EmptyState icon={UserRound}>{t('choosePerson')}</EmptyState>
  if (isLoading) return <SkeletonRows rows={4} />
  return <ErrorPanel message={failed ? t('profileFailed') : t('gone')} onRetry={onRetry} />
}

type FactsProps = { person: PersonProfileFragment; data: PersonQuery; onClose: () => void; onNewTicket: () => void }

const PersonFacts = ({ person, data, onClose, onNewTicket }: FactsProps) => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  const roleName = useRoleName()
  const staff = isStaff(person.role)
  return (
    <FactsPanel onClose={onClose}>
      <Facts>
        <Fact name={t('role')}>{roleName(person.role)}</Fact>
        <Fact name={t('email')}>{person.email}</Fact>
        {person.memberSince && <Fact name={t('memberSince')}>{fullTime(person.memberSince)}</Fact>}
        <Fact name={t('lastHere')}>{person.lastSeenAt ? fullTime(person.lastSeenAt) : t('neverSeen')}</Fact>
        {staff && <Fact name={t('team')}>{person.team ?? t('noTeam')}</Fact>}
        {person.shops.length > 0 && (
          <Fact name={t('shops', { profile: desk.profile })}>
            {person.shops.map(({ shopName }) => shopName).join(', ')}
          </Fact>
        )}
      </Facts>
      {staff && person.expertise.length > 0 && (
        <section aria-label={t('expertise')} className="flex flex-wrap gap-1">
          {person.expertise.map((word) => (
            <Tag key={word} name={word} />
          ))}
        </section>
      )}
      <Counts title={t('requested')} counts={data.requested} />
      {staff && <Counts title={t('assigned')} counts={data.assigned} />}
      <PersonActions person={person} assigned={data.assigned} onNewTicket={onNewTicket} />
    </FactsPanel>
  )
}
