import { type KeyboardEvent, useId, useState } from 'react'
import { matching, slashAt } from './slash.ts'
import type { MacroFieldsFragment } from './macros.generated.ts'
import { useMacros } from './useMacros.ts'

/** The server's page size: if there may be more, the server searches too. */
const PAGE = 100

type Options = {
  isOn: boolean
  text: string
  /** Replaces the text between with the chosen macro. */
  onChoose: (macro: MacroFieldsFragment, start: number, end: number) => void
}

/** `/` at the start of a line: which macros are offered, which one is active, and the keys while they are. */
export const useMacroSlash = ({ isOn, text, onChoose }: Options) => {
  const listId = useId()
  const [caret, setCaret] = useState<number | null>(null)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [active, setActive] = useState(0)

  const slash = isOn && caret !== null && caret <= text.length ? slashAt(text, caret) : null
  const isWanted = slash !== null && slash.start !== dismissed
  const { macros, error } = useMacros(isWanted)
  const isFull = (macros?.length ?? 0) >= PAGE
  const { macros: searched } = useMacros(isWanted && isFull && slash.query !== '', slash?.query)
  const known = [...new Map([...(macros ?? []), ...(searched ?? [])].map((macro) => [macro.id, macro])).values()]
  const found = slash ? matching(known, slash.query) : []
  // A sentence that begins with a slash is not a search.
  const isOpen = isWanted && (found.length > 0 || !slash.query.includes(' '))
  const at = Math.min(active, found.length - 1)

  const choose = (macro: MacroFieldsFragment) => {
    if (slash) onChoose(macro, slash.start, slash.end)
  }
  const onCaret = (next: number | null, typed: boolean) => {
    if (typed) setActive(0)
    if (typed || caret !== null) setCaret(next)
    if (next === null || !slashAt(text, next)) setDismissed(null)
  }
  /** Whether the picker handled the key. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.altKey || event.ctrlKey || event.metaKey) return false
    if (event.key === 'Escape') setDismissed(slash.start)
    else if (event.key === 'ArrowDown') setActive(found.length ? (at + 1) % found.length : 0)
    else if (event.key === 'ArrowUp') setActive(found.length ? (at - 1 + found.length) % found.length : 0)
    else if (event.key === 'Tab' && found.length === 0) return false
    // Without a match Enter does nothing, so that a search is never sent.
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      const chosen = found[at]
      if (chosen) choose(chosen)
    } else return false
    event.preventDefault()
    return true
  }
  const optionId = (index: number) => `${listId}-${index}`
  return {
    isOpen,
    found,
    active: at,
    isLoading: macros === undefined && !error,
    hasFailed: error !== undefined,
    isEmpty: macros?.length === 0,
    listId,
    optionId,
    choose,
    onCaret,
    onKey,
    /** For the textarea, while the list is open. */
    aria: isOpen
      ? ({
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          'aria-activedescendant': found.length > 0 ? optionId(at) : undefined,
        } as const)
      : {},
  }
}
