import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { contains } from '../lib/searchKey.ts'
import { useSettled } from '../lib/useSettled.ts'
import { isVisible } from '../lib/visible.ts'
import { TAG_MAX } from '../lib/tagMax.ts'
import { Button } from '../ui/Button.tsx'
import { Count } from '../ui/Count.tsx'
import { Popover } from '../ui/Popover.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { TagMark } from '../ui/TagMark.tsx'
import { useTicketTagsQuery } from './tickets.generated.ts'

type Props = {
  label: string
  /** Tags that are not suggested. */
  except: string[]
  onAdd: (tag: string) => void
  /** Whether new tags can be created. */
  canCreate?: boolean
}

/** The server's limit. */

/** Adds a tag; existing ones are suggested while typing. */
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

/** A list of existing tags, and a new one. */
export const TagChoices = ({ label, except, onAdd, canCreate }: Props) => {
  const t = useTranslations('tickets')
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 100)
  const [{ data, fetching }] = useTicketTagsQuery({ variables: { text: asked || null, first: 20 } })
  const wanted = text.trim().normalize('NFC')
  // The previous results stay until the response arrives; Enter must not choose from them.
  const fits = (tag: string) => contains(tag, wanted)
  const known = (data?.ticketTags ?? []).filter(({ tag }) => !except.includes(tag) && fits(tag))
  // Whether a tag is new is known only from the response; offered earlier, it would move under the pointer.
  const isAnswered = asked === text.trim() && !fetching
  const isFree = isVisible(wanted) && !except.includes(wanted) && !known.some(({ tag }) => tag === wanted)
  const isNew = canCreate && isAnswered && isFree
  const items = [...known.map(({ tag, count }) => ({ id: tag, count })), ...(isNew ? [{ id: wanted, count: 0 }] : [])]
  return (
    <SearchList
      label={label}
      placeholder={label}
      maxLength={TAG_MAX}
      text={text}
      onText={setText}
      items={items}
      nameOf={({ id }) => id}
      onChoose={({ id }) => onAdd(id)}
      empty={isAnswered ? t('noSuchTag') : null}
    >
      {({ id, count }) => (
        <>
          {count > 0 && <TagMark name={id} />}
          <span className="min-w-0 flex-1 truncate">{count === 0 ? t('createTag', { tag: id }) : id}</span>
          {count > 0 && (
            // `relative`: so that the hidden text scrolls with the list.
            <span className="relative text-xs text-muted">
              <Count count={count} label={t('ticketsCounted', { count })} />
            </span>
          )}
        </>
      )}
    </SearchList>
  )
}
