import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useSettled } from '../lib/useSettled.ts'
import { Button } from '../ui/Button.tsx'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useTicketTagsQuery } from './tickets.generated.ts'

type Props = {
  label: string
  /** Left out of what is suggested. */
  except: string[]
  onAdd: (tag: string) => void
  /** Whether a tag nobody has used yet may be made. */
  canCreate?: boolean
}

/** Tags are short words; longer ones are refused by the server. */
export const TAG_MAX = 50

/** Adds a tag: those in use are suggested as one types. */
export const TagInput = (props: Props) => {
  const [isOpen, setOpen] = useState(false)
  const trigger = (
    <Button size="sm" variant="quiet" className="-ml-2 self-start">
      <Plus aria-hidden className="size-4" />
      {props.label}
    </Button>
  )
  return (
    <Popover
      trigger={trigger}
      label={props.label}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="flex w-64 flex-col"
    >
      <TagChoices
        {...props}
        onAdd={(tag) => {
          props.onAdd(tag)
          setOpen(false)
        }}
      />
    </Popover>
  )
}

/** Tags to choose from, in use or new. */
export const TagChoices = ({ label, except, onAdd, canCreate }: Props) => {
  const t = useTranslations('tickets')
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data }] = useTicketTagsQuery({ variables: { text: asked || null, first: 20 } })
  const wanted = text.trim()
  // What was found for the letters before stays until the answer for these; Enter must not choose from it.
  const fits = (tag: string) => tag.toLowerCase().includes(wanted.toLowerCase())
  const known = (data?.ticketTags ?? []).filter(({ tag }) => !except.includes(tag) && fits(tag))
  const isNew = canCreate && wanted !== '' && !except.includes(wanted) && !known.some(({ tag }) => tag === wanted)
  const items = [...known.map(({ tag, count }) => ({ id: tag, count })), ...(isNew ? [{ id: wanted, count: 0 }] : [])]
  return (
    // The server has chosen among the tags already.
    <Autocomplete inputValue={text} onInputChange={setText} filter={() => true}>
      <SearchField aria-label={label} autoFocus className="border-b border-line">
        <Input
          placeholder={label}
          maxLength={TAG_MAX}
          className="h-9 w-full bg-transparent px-3 placeholder:text-subtle outline-none pointer-coarse:h-11 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <ListBox
        aria-label={label}
        items={items}
        onAction={(tag) => onAdd(String(tag))}
        className="max-h-60 overflow-auto p-1 outline-none"
        renderEmptyState={() => <p className="p-3 text-center text-sm text-muted">{t('noSuchTag')}</p>}
      >
        {({ id, count }) => (
          <ListBoxItem id={id} textValue={id} className={MENU_ITEM}>
            <span className="min-w-0 flex-1 truncate">{count === 0 ? t('createTag', { tag: id }) : id}</span>
            {count > 0 && <span className="text-xs text-muted">{count}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
