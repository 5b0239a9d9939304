import { useState } from 'react'
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { INPUT } from '../ui/Field.tsx'
import { MENU_ITEM } from '../ui/Menu.tsx'
import { POPOVER } from '../ui/Popover.tsx'
import { useTicketTagsQuery } from './tickets.generated.ts'

type Props = {
  label: string
  /** Left out of what is suggested. */
  except: string[]
  onAdd: (tag: string) => void
  /** Whether a tag nobody has used yet may be made. */
  canCreate?: boolean
}

/** Tags are short words; this is the server's limit. */
export const TAG_MAX = 50

/** Type a tag: those in use are suggested. */
export const TagInput = ({ label, except, onAdd, canCreate }: Props) => {
  const [text, setText] = useState('')
  const [{ data }] = useTicketTagsQuery({ variables: { text: text.trim() || null, first: 20 } })
  const wanted = text.trim()
  const known = (data?.ticketTags ?? []).filter(({ tag }) => !except.includes(tag))
  const isNew = canCreate && wanted !== '' && !except.includes(wanted) && !known.some(({ tag }) => tag === wanted)
  const items = [...(isNew ? [{ id: wanted, count: 0 }] : []), ...known.map(({ tag, count }) => ({ id: tag, count }))]

  const add = (tag: string) => {
    setText('')
    if (tag && tag.length <= TAG_MAX) onAdd(tag)
  }
  return (
    <ComboBox
      aria-label={label}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(tag) => tag !== null && add(String(tag))}
      items={items}
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsEmptyCollection={false}
    >
      <Input placeholder={label} maxLength={TAG_MAX} className={classes(INPUT, 'h-8 pointer-coarse:h-11')} />
      <Popover className={classes(POPOVER, 'w-(--trigger-width)')}>
        <ListBox<{ id: string; count: number }> className="max-h-60 overflow-auto p-1 outline-none">
          {({ id, count }) => (
            <ListBoxItem id={id} textValue={id} className={MENU_ITEM}>
              <span className="min-w-0 flex-1 truncate">{id}</span>
              {count > 0 && <span className="text-xs text-muted">{count}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
