import { Mails, UserPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ROLES } from '../people/roles.ts'
import { PagedListBox } from '../people/PagedListBox.tsx'
import type { PersonRowFragment } from '../people/people.generated.ts'
import { PersonLine } from '../people/rows.tsx'
import { SearchInput } from '../people/SearchInput.tsx'
import { useInvitationCount } from '../people/useCounts.ts'
import type { usePages } from '../people/usePages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { Count } from '../ui/Count.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { useTabSearch } from './tabSearch.ts'

const EVERYONE = 'everyone'
/** The value of the `role` search parameter that lists disabled users. */
export const DISABLED = 'disabled'

type HeaderProps = { total: number | undefined; onInvite: () => void; onInvitations: () => void }

const UserListHeader = ({ total, onInvite, onInvitations }: HeaderProps) => {
  const t = useTranslations('people')
  const tabs = useTranslations('dashboards')
  const waiting = useInvitationCount()
  return (
    <div className="-mb-2 flex h-12 items-center gap-2">
      <h1 className="truncate text-lg font-semibold">{t('users')}</h1>
      <span className="flex-1 text-sm text-muted">
        {total !== undefined && <Count count={total} label={t('usersCounted', { count: total })} />}
      </span>
      <span className="relative inline-flex items-center">
        <IconButton icon={Mails} label={t('invitations')} onPress={onInvitations} />
        <Badge count={waiting} label={tabs('pending.invitations', { count: waiting })} />
      </span>
      <Button variant="primary" onPress={onInvite}>
        <UserPlus aria-hidden className="size-4" />
        {t('invite')}
      </Button>
      <Corner />
    </div>
  )
}

const UserFilters = () => {
  const t = useTranslations('people')
  const roleName = useRoleName()
  const [search, change] = useTabSearch()
  return (
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
  )
}

type Props = ReturnType<typeof usePages<PersonRowFragment>> & Omit<HeaderProps, 'total'>

/** The list of users with its search and role filter. */
export const UserList = ({ pager, list, ...actions }: Props) => {
  const t = useTranslations('people')
  const [search, change] = useTabSearch()
  return (
    <>
      <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 pb-2">
        <UserListHeader total={list.total} {...actions} />
        <UserFilters />
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
  )
}
