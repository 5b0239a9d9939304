import { Check } from 'lucide-react'
import { classes } from '../lib/classes.ts'

type Props = { isSelected: boolean; isShown: boolean; onToggle: (extend: boolean) => void }

/**
 * Selects a row for a bulk edit; shown instead of its status icon. An option must not contain focusable elements, so
 * this is for the pointer; the shortcut is `x`, and `aria-selected` is the state.
 */
export const RowCheck = ({ isSelected, isShown, onToggle }: Props) => (
  <span
    aria-hidden
    data-check
    onClick={(event) => {
      event.stopPropagation()
      onToggle(event.shiftKey)
    }}
    className={classes(
      'absolute bottom-px start-[3px] size-8 items-center justify-center',
      isShown || isSelected ? 'flex' : 'hidden group-hover/ticket:flex',
    )}
  >
    <span
      className={classes(
        'flex size-3.5 items-center justify-center rounded-sm border text-on-accent',
        isSelected ? 'border-accent bg-accent' : 'border-control bg-surface hover:border-accent',
      )}
    >
      {isSelected && <Check className="size-2.5" strokeWidth={3.5} />}
    </span>
  </span>
)
