import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useListCommands } from '../tickets/listCommands.ts'

const SETTLED_MS = 200
/** The server's limit. */
const TEXT_MAX = 200

/** Search by subject or number; `/` focuses it. The list updates once typing pauses. */
export const SearchBox = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const t = useTranslations('tickets')
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)

  // The address may change by itself: Back, a view, a link.
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => onChange(text.trim()), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  useEffect(() => {
    useListCommands.setState({ focusSearch: () => input.current?.focus() })
    if (useListCommands.getState().wantsSearch) input.current?.focus()
    useListCommands.setState({ wantsSearch: false })
    return () => useListCommands.setState({ focusSearch: null })
  }, [])

  return (
    <SearchField
      aria-label={t('search')}
      value={text}
      onChange={setText}
      onSubmit={(now) => onChange(now.trim())}
      className="group relative min-w-0 flex-1"
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 start-2.5 size-4 text-subtle pointer-coarse:top-3.5"
      />
      <Input
        ref={input}
        maxLength={TEXT_MAX}
        placeholder={t('search')}
        className="h-8 w-full rounded-md border border-control bg-surface pe-8 ps-8 text-base text-ellipsis placeholder:text-subtle pointer-coarse:h-11 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      <Button
        aria-label={t('clearSearch')}
        className="absolute top-0.5 end-0.5 flex size-7 cursor-pointer items-center justify-center rounded-md text-subtle group-empty:hidden hover:bg-hover pointer-coarse:size-10"
      >
        <X aria-hidden className="size-4" />
      </Button>
    </SearchField>
  )
}
