import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { contains } from '../lib/searchKey.ts'
import { useSettled } from '../lib/useSettled.ts'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { mentionAt, withMention, type Typed } from './mention.ts'
import { useMentionableStaffQuery } from './mentions.generated.ts'

type Options = {
  /** Mentions are for notes. */
  isOn: boolean
  text: string
  setText: (text: string) => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** The `@` picker of a note: staff to mention, chosen by keyboard while the focus stays in the text. */
export const useMentionPicker = ({ isOn, text, setText, box }: Options) => {
  const { viewer } = useViewer()
  const [typed, setTyped] = useState<Typed | null>(null)
  const [active, setActive] = useState(0)
  const listId = useId()
  const query = useSettled(typed?.query.trim() ?? '', 100)
  const [{ data }] = useMentionableStaffQuery({ variables: { text: query || null }, pause: !isOn || !typed })
  const people = typed
    ? (data?.users.edges ?? [])
        .map(({ node }) => node)
        .filter((person) => person.id !== viewer.id && starts(person, typed))
    : []
  const isOpen = isOn && people.length > 0
  const at = Math.min(active, Math.max(0, people.length - 1))

  const choose = (person: PersonFieldsFragment) => {
    if (!typed) return
    const chosen = withMention(text, typed, person.name)
    flushSync(() => {
      setText(chosen.text)
      setTyped(null)
    })
    box.current?.focus()
    box.current?.setSelectionRange(chosen.caret, chosen.caret)
  }

  return {
    isOpen,
    people,
    active: at,
    listId,
    optionId: (index: number) => `${listId}-${index}`,
    choose,
    /** Call it with the text and the caret after each change and each move of the caret. */
    follow: (now: string, caret: number | null) => {
      setTyped(isOn && caret !== null ? mentionAt(now, caret) : null)
      setActive(0)
    },
    /** Returns whether the picker handled the key. */
    onKey: (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
      if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return false
      const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (move !== 0) setActive((at + move + people.length) % people.length)
      else if (event.key === 'Enter' || event.key === 'Tab') choose(people[at]!)
      else if (event.key === 'Escape') setTyped(null)
      else return false
      event.preventDefault()
      return true
    },
    aria: isOpen
      ? { 'aria-autocomplete': 'list' as const, 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` }
      : {},
  }
}

/** Only results for the present text count, not those of an earlier search. */
const starts = ({ name }: PersonFieldsFragment, { query }: Typed): boolean =>
  contains(name, query) && name !== query.trim()
