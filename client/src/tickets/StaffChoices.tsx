import { UserX } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { MENU_ITEM } from '../ui/Menu.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { useAssignableStaffQuery } from './assignee.generated.ts'

type Props = {
  label: string
  /** Who has it now: not offered again. Undefined where that differs. */
  current?: PersonFieldsFragment | null
  /** Null for nobody. */
  onChoose: (person: PersonFieldsFragment | null) => void
}

const NOBODY = 'nobody'

/** Staff to choose from, oneself first; the server searches as one types. */
export const StaffChoices = ({ label, current, onChoose }: Props) => {
  const t = useTranslations('tickets')
  const roleName = useRoleName()
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data, fetching }] = useAssignableStaffQuery({ variables: { text: asked || null } })

  const found = (data?.users.edges ?? []).map(({ node }) => node).filter(({ id }) => id !== current?.id)
  const people = found.toSorted((a, b) => Number(b.id === viewer.id) - Number(a.id === viewer.id))
  const items = people.map((person) => ({ id: person.id, person: person as PersonFieldsFragment | null }))
  if (!asked && current !== null) items.push({ id: NOBODY, person: null })

  return (
    // The server has chosen among the people already.
    <Autocomplete inputValue={text} onInputChange={setText} filter={() => true}>
      <SearchField aria-label={label} autoFocus className="border-b border-line">
        <Input
          placeholder={t('findStaff')}
          className="h-9 w-full bg-transparent px-3 placeholder:text-subtle outline-none pointer-coarse:h-11 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <ListBox
        aria-label={label}
        items={items}
        onAction={(id) => onChoose(people.find((person) => person.id === id) ?? null)}
        className="max-h-72 overflow-auto p-1 outline-none"
        renderEmptyState={() => (
          <p className="p-3 text-center text-sm text-muted">{fetching ? '\u00a0' : t('noSuchStaff')}</p>
        )}
      >
        {({ id, person }) => (
          <ListBoxItem id={id} textValue={person?.name ?? t('nobody')} className={MENU_ITEM}>
            {person ? (
              <>
                <Avatar name={person.name} size="sm" />
                <span className="min-w-0 flex-1 truncate">{person.name}</span>
                <span className="text-xs text-muted">{id === viewer.id ? t('you') : roleName(person.role)}</span>
              </>
            ) : (
              <>
                <UserX aria-hidden className="mx-0.5 size-4 text-subtle" />
                <span className="text-muted">{t('toNobody')}</span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
