import { MessagesSquare } from 'lucide-react'
import { classes } from '../lib/classes.ts'
import { useLogo } from './deskLook.ts'

type Props = {
  /** Its name for screen readers, unless it is shown next to it. */
  label?: string
  className?: string
}

/** The desk's logo, on white, since most logos are drawn for it; without one, Parley's icon. */
export const DeskMark = ({ label, className }: Props) => {
  const logo = useLogo()
  if (logo) {
    return (
      <img
        src={logo}
        alt={label ?? ''}
        className={classes('h-10 w-auto max-w-40 shrink-0 rounded-md bg-white object-contain p-1', className)}
      />
    )
  }
  return (
    <span
      role={label ? 'img' : undefined}
      aria-label={label}
      className={classes(
        'flex aspect-square h-10 shrink-0 items-center justify-center rounded-md bg-accent text-on-accent',
        className,
      )}
    >
      <MessagesSquare aria-hidden className="size-1/2" />
    </span>
  )
}
