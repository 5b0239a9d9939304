import type { ReactNode } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { INPUT } from './Field.tsx'
import { MENU_ITEM } from './Menu.tsx'

type Props<Item> = {
  /** The name of the list for screen readers, and of the field unless it has its own. */
  label: string
  fieldLabel?: string
  placeholder: string
  text: string
  onText: (text: string) => void
  maxLength?: number
  /** The matching items, filtered by the caller. */
  items: readonly Item[]
  nameOf: (item: Item) => string
  onChoose: (item: Item) => void
  /** The text for no results; null while loading. */
  empty: string | null
  /** In a form, a field like the others, with a list only where `items` are worth showing; else it fills a popover. */
  inForm?: boolean
  isListed?: boolean
  children: (item: Item) => ReactNode
}

const IN_POPOVER =
  'inset-ring-focus h-9 w-full bg-transparent px-3 placeholder:text-subtle outline-none pointer-coarse:h-11 pointer-coarse:text-lg'
const NO_CLEARING = '[&::-webkit-search-cancel-button]:hidden'

/** A search field and its list; while typing, the arrow keys move in the list and Enter chooses. */
export const SearchList = <Item extends { id: string }>(props: Props<Item>) => {
  const { label, placeholder, text, onText, maxLength, items, nameOf, onChoose, empty, inForm, children } = props
  const { fieldLabel = label, isListed = true } = props
  const t = useTranslations('ui')
  return (
    <Autocomplete inputValue={text} onInputChange={onText} filter={() => true}>
      <SearchField aria-label={fieldLabel} autoFocus={!inForm} className={inForm ? undefined : 'border-b border-line'}>
        <Input
          placeholder={placeholder}
          maxLength={maxLength}
          className={classes(inForm ? classes(INPUT, 'h-9 pointer-coarse:h-11') : IN_POPOVER, NO_CLEARING)}
        />
      </SearchField>
      {isListed && (
        <ListBox
          aria-label={label}
          items={items}
          onAction={(id) => onChoose(items.find((item) => item.id === id)!)}
          className={classes(
            'overflow-auto p-1 outline-none',
            inForm ? 'max-h-48 rounded-md border border-line' : 'max-h-72',
          )}
          renderEmptyState={() => <p className="p-3 text-center text-sm text-muted">{empty ?? t('loading')}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={nameOf(item)} className={MENU_ITEM}>
              {children(item)}
            </ListBoxItem>
          )}
        </ListBox>
      )}
    </Autocomplete>
  )
}
