import { DialogTrigger, Popover as AriaPopover, type PopoverProps } from 'react-aria-components'
import { useId, type ReactElement, type ReactNode } from 'react'
import { classes } from '../lib/classes.ts'

/** The style of popovers. */
export const POPOVER =
  'z-40 rounded-md border border-line bg-raised text-text shadow-raised outline-none entering:animate-fade'

type Props = {
  trigger: ReactElement
  /** Its name, for screen readers. */
  label: string
  placement?: PopoverProps['placement']
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  className?: string
  children: ReactNode
}

/** A small panel next to a button. */
export const Popover = ({ trigger, label, placement, isOpen, onOpenChange, className, children }: Props) => {
  const labelId = useId()
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {/* The popover itself is the dialog: a Dialog in it would leave its hidden dismiss buttons outside every landmark.
          Its name must be referred to, or the trigger's would win. */}
      <AriaPopover placement={placement} aria-labelledby={labelId} className={classes(POPOVER, className)}>
        <span id={labelId} hidden>
          {label}
        </span>
        {children}
      </AriaPopover>
    </DialogTrigger>
  )
}
