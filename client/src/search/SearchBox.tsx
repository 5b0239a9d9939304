import { Search, X } from 'lucide-react'
import { Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Autocomplete, Button, Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useTypedText } from '../lib/useTypedText.ts'
import { focusList, useListCommands } from '../tickets/listCommands.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { rememberSearch } from './recentSearches.ts'

const SearchSuggestions = lazily(() => import('./SearchSuggestions.tsx'), 'SearchSuggestions')

/** Half of what the server accepts. */
const QUERY_MAX = 500

type Props = {
  value: string
  onChange: (query: string) => void
  /** Enter: the results are to take the focus. */
  onSubmit: (query: string) => void
}

/**
 * Search in everything; `/` focuses it. Results update once typing pauses. The suggestions below it are moved through
 * with the arrow keys; without any, the arrow key goes to the results.
 */
export const SearchBox = ({ value, onChange, onSubmit }: Props) => {
  const t = useTranslations('search')
  const { viewer } = useViewer()
  const { text, setText, send } = useTypedText(value, onChange)
  const [isFocused, setFocused] = useState(false)
  const [isDismissed, setDismissed] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  useSearchFocus(() => input.current?.focus())

  const edit = (next: string) => {
    setDismissed(false)
    if (next) setText(next)
    else send('')
  }
  const submit = (query: string) => {
    setDismissed(true)
    rememberSearch(viewer.id, query)
    send(query)
    onSubmit(query.trim())
  }
  // Before the field and the suggestions handle it.
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and the arrows belong to the input method while a word is being composed.
    if (event.nativeEvent.isComposing) return
    const hasSuggestions = event.currentTarget.querySelector('[data-suggestions]') !== null
    const isChoosing = input.current?.hasAttribute('aria-activedescendant')
    if (event.key === 'Enter' && !isChoosing && event.target === input.current) submit(text)
    else if (event.key === 'ArrowDown' && !hasSuggestions) focusList()
    else if (event.key === 'Escape' && hasSuggestions) setDismissed(true)
    else if (event.key === 'Escape' && !text) focusList()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="presentation"
      className="relative min-w-0 flex-1"
      onKeyDownCapture={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return
        setFocused(false)
        setDismissed(false)
      }}
    >
      <Autocomplete inputValue={text} onInputChange={edit} disableAutoFocusFirst>
        <SearchField aria-label={t('search')} className="group relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-2 start-2.5 size-4 text-subtle pointer-coarse:top-3.5"
          />
          <Input
            ref={input}
            maxLength={QUERY_MAX}
            placeholder={t('placeholder')}
            enterKeyHint="search"
            className="h-8 w-full rounded-md border border-control bg-surface pe-8 ps-8 text-base text-ellipsis placeholder:text-subtle pointer-coarse:h-11 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
          />
          <Button
            aria-label={t('clear')}
            className="absolute top-0.5 end-0.5 flex size-7 cursor-pointer items-center justify-center rounded-md text-subtle group-empty:hidden hover:bg-hover pointer-coarse:size-10"
          >
            <X aria-hidden className="size-4" />
          </Button>
        </SearchField>
        {isFocused && !isDismissed && (
          <Suspense>
            <SearchSuggestions text={text} onText={edit} onSearch={submit} />
          </Suspense>
        )}
      </Autocomplete>
    </div>
  )
}

/** Lets the page's shortcut focus the field, also if it was pressed before the field was shown. */
const useSearchFocus = (focus: () => void): void => {
  const latest = useRef(focus)
  useEffect(() => {
    useListCommands.setState({ focusSearch: () => latest.current() })
    if (useListCommands.getState().wantsSearch) latest.current()
    useListCommands.setState({ wantsSearch: false })
    return () => useListCommands.setState({ focusSearch: null })
  }, [])
}
