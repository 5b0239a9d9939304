import { Search } from 'lucide-react'
import { useRef } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useTypedText } from '../lib/useTypedText.ts'
import { INPUT } from '../ui/Field.tsx'

/** The server's limit. */
const TEXT_MAX = 200

type Props = {
  label: string
  /** A shorter text if the label is too long for the box. */ placeholder?: string
  value: string
  onChange: (text: string) => void
}

/** Search in a list; `/` focuses it. The list updates once typing pauses. */
export const SearchInput = ({ label, placeholder = label, value, onChange }: Props) => {
  const { text, setText } = useTypedText(value, onChange)
  const input = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => input.current?.focus() })
  return (
    <SearchField aria-label={label} value={text} onChange={setText} className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-subtle pointer-coarse:top-3.5"
      />
      <Input
        ref={input}
        maxLength={TEXT_MAX}
        placeholder={placeholder}
        className={classes(INPUT, 'h-9 ps-8 text-ellipsis pointer-coarse:h-11')}
      />
    </SearchField>
  )
}
