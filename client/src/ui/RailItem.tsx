import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { Badge } from './Badge.tsx'
import { Count } from './Count.tsx'
import { Tooltip } from './Tooltip.tsx'

type Props = {
  icon: LucideIcon
  label: string
  /** The shortcut, shown in the tooltip of a folded rail. */
  keys?: string
  /** What the count counts, in the tooltip. */
  hint?: string
  count?: number
  /** The count with what it counts, for screen readers. */
  countLabel: string
  isCurrent: boolean
  /** Contains the current item, which is the one that is highlighted. */
  isAround?: boolean
  folded: boolean
  /** Has a menu at its end: it replaces the count on hover; on touch screens it is next to it. */
  hasMenu?: boolean
  onPress: () => void
}

// The list item around both is the group. `opacity`: the count stays available to screen readers.
const MENU_AT_END =
  'pointer-coarse:me-10 pointer-fine:group-hover/saved:opacity-0 pointer-fine:group-has-[[data-menu]:focus-within]/saved:opacity-0 pointer-fine:group-has-aria-expanded/saved:opacity-0'

/** An item of the rail: icon, name, count. */
export const RailItem = ({
  icon: Icon,
  label,
  keys,
  hint,
  count = 0,
  countLabel,
  isCurrent,
  isAround = false,
  folded,
  hasMenu,
  onPress,
}: Props) => {
  const button = (
    <Button
      onPress={onPress}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'inset-ring-focus flex w-full cursor-pointer items-center rounded-md text-start pointer-coarse:h-11',
        folded ? 'relative h-10 justify-center' : 'h-8 gap-2 px-2',
        isCurrent && !isAround && 'bg-selected font-medium text-accent-text',
        isCurrent && isAround && 'font-medium text-text hover:bg-hover',
        !isCurrent && 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {folded ? (
        <>
          <span className="sr-only">{label}</span>
          {count > 0 && (
            <span className="absolute end-0 bottom-0 rounded-sm bg-canvas px-0.5 text-[0.625rem] leading-3 text-muted">
              <Count count={count} label={countLabel} most={99} />
            </span>
          )}
        </>
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          <span className={classes(hasMenu && MENU_AT_END)}>
            <Badge count={count} label={countLabel} />
          </span>
        </>
      )}
    </Button>
  )
  if (!folded && !hint) return button
  const text = folded && hint ? `${label}: ${hint}` : folded ? label : hint
  return (
    <Tooltip text={text} keys={keys}>
      {button}
    </Tooltip>
  )
}
