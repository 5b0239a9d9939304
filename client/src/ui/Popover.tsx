import { Dialog, DialogTrigger, Popover as AriaPopover, type PopoverProps } from 'react-aria-components'
import type { ReactElement, ReactNode } from 'react'
import { classes } from '../lib/classes.ts'

/** The look of everything that floats by its trigger. */
export const POPOVER =
  'z-40 rounded-md border border-line bg-raised text-text shadow-raised outline-none entering:animate-fade'

type Props = {
  trigger: ReactElement
  /** What it is, read aloud. */
  label: string
  placement?: PopoverProps['placement']
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  className?: string
  children: ReactNode
}

/** A small panel by a button. */
export const Popover = ({ trigger, label, placement, isOpen, onOpenChange, className, children }: Props) => (
  <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
    {trigger}
    <AriaPopover placement={placement} className={POPOVER}>
      <Dialog aria-label={label} className={classes('outline-none', className)}>
        {children}
      </Dialog>
    </AriaPopover>
  </DialogTrigger>
)
