import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { classes } from '../lib/classes.ts'
import { Tooltip } from './Tooltip.tsx'

type Props = Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  icon: LucideIcon
  /** Its action, for screen readers and the tooltip. */
  label: string
  keys?: string
  /** A second line of the tooltip. */
  hint?: string | undefined
  className?: string
  /** Makes it a toggle, with its state. */
  isSelected?: boolean
  /** Fills the icon while selected (a star). */
  fill?: boolean
}

const BASE =
  'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted transition-opacity duration-[80ms] ' +
  'hover:bg-hover hover:text-text pressed:opacity-80 disabled:cursor-default disabled:opacity-50 pointer-coarse:size-11'

/** A button that is only an icon, so it always has a name and a tooltip. */
export const IconButton = ({ icon: Icon, label, keys, hint, className, isSelected, fill, ...props }: Props) => {
  const icon = <Icon aria-hidden className="size-4" fill={fill && isSelected ? 'currentColor' : 'none'} />
  const names = classes(BASE, className)
  return (
    <Tooltip text={hint ? <Named label={label} hint={hint} /> : label} keys={keys}>
      <AriaButton
        {...props}
        aria-label={label}
        // Not React Aria's toggle: it brings the focus management of toolbars with it. The name of a star says its state.
        aria-pressed={fill ? undefined : isSelected}
        className={classes(names, fill && isSelected && 'text-warn')}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
}

const Named = ({ label, hint }: { label: string; hint: string }) => (
  <span className="flex flex-col">
    {label}
    <span className="text-muted">{hint}</span>
  </span>
)
