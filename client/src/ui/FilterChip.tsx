import { X } from 'lucide-react'
import { Button } from 'react-aria-components'

type Props = { label: string; /** The name of its button. */ removeLabel: string; onRemove: () => void }

/** An active filter with a button that removes it. */
export const FilterChip = ({ label, removeLabel, onRemove }: Props) => (
  <span className="inline-flex h-6 max-w-full items-center rounded-md border border-line bg-sunken ps-2 text-xs text-text pointer-coarse:h-9">
    <span className="truncate">{label}</span>
    <Button
      aria-label={removeLabel}
      onPress={onRemove}
      className="inline-flex h-full w-6 shrink-0 cursor-pointer items-center justify-center rounded-md text-subtle hover:bg-hover hover:text-text pointer-coarse:w-9"
    >
      <X aria-hidden className="size-3" />
    </Button>
  </span>
)
