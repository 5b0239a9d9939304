import { UserRound } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import type { Role } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import {
  PeoplePageDocument,
  usePersonQuery,
  type PersonProfileFragment,
  type PersonRowFragment,
} from '../people/people.generated.ts'
import { ROLES } from '../people/roles.ts'
import { usePages } from '../people/usePages.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'
import { UserDetails } from './UserDetails.tsx'
import { DISABLED, UserList } from './UserList.tsx'
import { UserProfile } from './UserProfile.tsx'

const NewTicketDialog = lazily(() => import('../tickets/NewTicketDialog.tsx'), 'NewTicketDialog')
const InviteDialog = lazily(() => import('../people/InviteDialog.tsx'), 'InviteDialog')
const InvitationList = lazily(() => import('../people/InvitationList.tsx'), 'InvitationList')

/** The `role` search parameter as a query argument. */
const filterOf = (role: string | undefined): { role?: Role[]; disabled?: boolean } => {
  if (role === DISABLED) return { disabled: true }
  const named = role?.toUpperCase() as Role
  return ROLES.includes(named) ? { role: [named] } : {}
}

/** The user in the address, once loaded. */
const useOpenPerson = (id: string | undefined) => {
  const [{ data, error }, again] = usePersonQuery({ variables: { id: id ?? '' }, pause: !id })
  const person =
    data?.node && 'role' in data.node && data.node.id === id ? (data.node as PersonProfileFragment) : undefined
  return { person, data, error, retry: () => again({ requestPolicy: 'network-only' }) }
}

/** All users, for admins: the list, a profile with its tickets, and actions. */
export const UsersTab = () => {
  const t = useTranslations('people')
  const [search, change] = useTabSearch()
  const [dialog, setDialog] = useState<'invite' | 'invitations' | null>(null)
  const [newTicketFor, setNewTicketFor] = useState<PersonRowFragment | null>(null)
  const { toTicket } = useGoTo()
  const details = useDetails()
  const filter = filterOf(search.role)
  const pages = usePages<PersonRowFragment>(PeoplePageDocument, { ...filter, ...(search.q && { text: search.q }) })
  const { person, data, error, retry } = useOpenPerson(search.person)
  const leave = () => change({ person: undefined, tickets: undefined })
  useShortcuts({ u: leave, '.': details.toggle })

  const missing = (
    <Missing isChosen={Boolean(search.person)} isLoading={!data && !error} failed={Boolean(error)} onRetry={retry} />
  )
  return (
    <>
      <TabShell
        names={{ list: t('list', { name: t('users') }), thread: t('profile'), details: t('facts') }}
        isOpen={Boolean(search.person)}
        detailsOpen={Boolean(person) && details.isOpen}
        onCloseDetails={details.close}
        list={
          <UserList {...pages} onInvite={() => setDialog('invite')} onInvitations={() => setDialog('invitations')} />
        }
        thread={
          person && data ? (
            <UserProfile
              person={person}
              detailsOpen={details.isOpen}
              onToggleDetails={details.toggle}
              onLeave={leave}
            />
          ) : (
            missing
          )
        }
        details={
          person &&
          data && (
            <UserDetails
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
        {dialog === 'invite' && <InviteDialog role={filter.role?.[0] ?? 'BUYER'} onClose={() => setDialog(null)} />}
        {dialog === 'invitations' && <InvitationList onClose={() => setDialog(null)} />}
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
