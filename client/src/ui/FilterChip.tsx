import { X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { TAG_BAR, useTagColor } from './tagColors.ts'

type Props = {
  label: string
  /** The name of its button. */
  removeLabel: string
  /** The tag that it stands for. */
  tag?: string | undefined
  onRemove: () => void
}

/** A line of filters and quiet buttons. Where it wraps, a button begins at the edge with its text, as a filter does with its border. */
export const FILTER_CHIPS = '-mt-0.5 -ms-2 flex flex-wrap items-center gap-1'

/** An active filter with a button that removes it. */
export const FilterChip = ({ label, removeLabel, tag = '', onRemove }: Props) => (
  <span
    data-tag-color={useTagColor(tag)}
    className={classes(
      'ms-2 inline-flex h-6 max-w-[calc(100%-0.5rem)] items-center rounded-md border border-line bg-sunken ps-2 text-xs text-text pointer-coarse:h-9',
      TAG_BAR,
    )}
  >
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
