import { X } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { useSettled } from '../lib/useSettled.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { INPUT } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { usePeopleToChooseQuery, type PersonFieldsFragment } from './person.generated.ts'
import { useRoleName } from './useViewer.ts'

type Props = {
  label: string
  chosen: PersonFieldsFragment | null
  onChoose: (person: PersonFieldsFragment | null) => void
}

/** One person, found by name or address as one types; nobody to begin with. */
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
        // The server has chosen among the people already.
        <Autocomplete inputValue={text} onInputChange={setText} filter={() => true}>
          <SearchField aria-label={label}>
            <Input
              placeholder={t('findPerson')}
              className={classes(INPUT, 'h-9 pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden')}
            />
          </SearchField>
          {asked && (
            <ListBox
              aria-label={label}
              items={found}
              onAction={(id) => onChoose(found.find((person) => person.id === id) ?? null)}
              className="max-h-48 overflow-auto rounded-md border border-line p-1 outline-none"
              renderEmptyState={() => (
                <p className="p-2 text-sm text-muted">{fetching ? '\u00a0' : t('nobodyFound')}</p>
              )}
            >
              {(person) => (
                <ListBoxItem id={person.id} textValue={person.name} className={MENU_ITEM}>
                  <Avatar name={person.name} size="sm" />
                  <span className="min-w-0 flex-1 truncate">{person.name}</span>
                  <span className="truncate text-xs text-muted">{person.email}</span>
                  <span className="text-xs text-muted">{roleName(person.role)}</span>
                </ListBoxItem>
              )}
            </ListBox>
          )}
        </Autocomplete>
      )}
    </div>
  )
}
