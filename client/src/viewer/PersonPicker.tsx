import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { usePeopleToChooseQuery, type PersonFieldsFragment } from './person.generated.ts'
import { useRoleName } from './useViewer.ts'

type Props = {
  label: string
  chosen: PersonFieldsFragment | null
  onChoose: (person: PersonFieldsFragment | null) => void
}

/** A user picker with search by name or email. */
export const PersonPicker = ({ label, chosen, onChoose }: Props) => {
  const t = useTranslations('viewer')
  const roleName = useRoleName()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 150)
  const [{ data, fetching }] = usePeopleToChooseQuery({ variables: { text: asked }, pause: !asked })
  const found = asked ? (data?.users.edges ?? []).map(({ node }) => node) : []

  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{label}</span>
      {chosen ? (
        <div className="flex h-9 items-center gap-2 rounded-md border border-line bg-sunken ps-2 pe-0.5">
          <Avatar name={chosen.name} size="sm" />
          <span className="min-w-0 flex-1 truncate">{chosen.name}</span>
          <span className="text-sm text-muted">{roleName(chosen.role)}</span>
          <IconButton icon={X} label={t('chooseAnother')} onPress={() => onChoose(null)} />
        </div>
      ) : (
        <SearchList
          inForm
          label={label}
          placeholder={t('findPerson')}
          text={text}
          onText={setText}
          isListed={asked !== ''}
          items={found}
          nameOf={({ name }) => name}
          onChoose={onChoose}
          empty={fetching ? null : t('noMatches')}
        >
          {({ name, email, role }) => (
            <>
              <Avatar name={name} size="sm" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="truncate text-xs text-muted">{email}</span>
              <span className="text-xs text-muted">{roleName(role)}</span>
            </>
          )}
        </SearchList>
      )}
    </div>
  )
}
