import { MessagesSquare } from 'lucide-react'
import { classes } from '../lib/classes.ts'
import { useLogo } from './deskLook.ts'

const SIZES = { sm: 'h-8', md: 'h-10' }

type Props = {
  /** Its name for screen readers, unless it is shown next to it. */
  label?: string
  size?: keyof typeof SIZES
}

/** The desk's logo, on white in both themes, since most logos are drawn for it; without one, Parley's icon. */
export const DeskMark = ({ label, size = 'md' }: Props) => {
  const logo = useLogo()
  if (logo) {
    return (
      <img
        src={logo}
        alt={label ?? ''}
        className={classes('w-auto max-w-36 min-w-0 rounded-md bg-[#fff] object-contain p-1', SIZES[size])}
      />
    )
  }
  return (
    <span
      role={label ? 'img' : undefined}
      aria-label={label}
      className={classes(
        'flex aspect-square shrink-0 items-center justify-center rounded-md bg-accent text-on-accent',
        SIZES[size],
      )}
    >
      <MessagesSquare aria-hidden className="size-1/2" />
    </span>
  )
}
