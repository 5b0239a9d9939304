import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { Badge } from './Badge.tsx'
import { Tooltip } from './Tooltip.tsx'

type Props = {
  icon: LucideIcon
  label: string
  /** The shortcut, shown in the tooltip of a folded rail. */
  keys?: string
  count?: number
  /** What is counted, for who cannot see the badge. */
  countLabel: string
  isCurrent: boolean
  folded: boolean
  onPress: () => void
}

/** One place in the rail: icon, word, count. */
export const RailItem = ({ icon: Icon, label, keys, count = 0, countLabel, isCurrent, folded, onPress }: Props) => {
  const button = (
    <Button
      onPress={onPress}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'inset-ring-focus flex w-full cursor-pointer items-center rounded-md text-left pointer-coarse:h-11',
        folded ? 'relative h-10 justify-center' : 'h-8 gap-2 px-2',
        isCurrent ? 'bg-selected font-medium text-accent-text' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {folded ? (
        <>
          <span className="sr-only">{label}</span>
          {count > 0 && (
            <span className="absolute right-0 bottom-0 rounded-sm bg-canvas px-0.5 text-[0.625rem] leading-3 text-muted">
              {count > 99 ? '99+' : count}
              <span className="sr-only"> {countLabel}</span>
            </span>
          )}
        </>
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          <Badge count={count} label={countLabel} />
        </>
      )}
    </Button>
  )
  return folded ? (
    <Tooltip text={label} keys={keys}>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
