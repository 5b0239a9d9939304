import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classes } from '../lib/classes.ts'

export type ButtonProps = Omit<AriaButtonProps, 'className'> & {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'sm' | 'md'
  /** Its text may take two lines: for names, and in narrow panels. */
  wraps?: boolean
  /** For the parent's layout only: width, order, alignment. */
  className?: string
}

const BASE =
  'inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-md font-medium select-none ' +
  'transition-opacity duration-[80ms] pressed:opacity-80 disabled:cursor-default disabled:opacity-50 pointer-coarse:min-h-11 forced-colors:border'

const SIZES = { sm: 'h-7 px-2 text-sm', md: 'h-8 px-3 text-base' }
const WRAPPING = {
  sm: 'min-h-7 px-2 py-1 text-sm text-start wrap-anywhere max-w-full',
  md: 'min-h-8 px-3 py-1 text-base text-start wrap-anywhere max-w-full',
}

const VARIANTS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-control bg-surface text-text hover:bg-hover',
  quiet: 'text-muted hover:bg-hover hover:text-text',
  danger: 'border border-control bg-surface text-danger hover:bg-hover',
}

/** The style of a secondary button, for links. */
export const BUTTON = classes(BASE, 'whitespace-nowrap', SIZES.md, VARIANTS.secondary)

/** A button. Use one `primary` button per panel or dialog. */
export const Button = ({ variant = 'secondary', size = 'md', wraps, className, ...props }: ButtonProps) => {
  const room = wraps ? WRAPPING[size] : classes('whitespace-nowrap', SIZES[size])
  return <AriaButton {...props} className={classes(BASE, room, VARIANTS[variant], className)} />
}
