import { classes } from '../lib/classes.ts'
import { Count } from './Count.tsx'

type Props = {
  count: number
  /** The count with what it counts, for screen readers: "3 unread messages". */
  label: string
  tone?: 'unread' | 'quiet'
}

/** A count. Renders nothing for zero. */
export const Badge = ({ count, label, tone = 'quiet' }: Props) =>
  count > 0 ? (
    <span
      className={classes(
        'inline-flex h-[1.125rem] min-w-[1.125rem] shrink-0 items-center justify-center rounded-full px-1.5 text-xs',
        tone === 'unread' ? 'bg-unread font-semibold text-on-unread' : 'text-muted',
      )}
    >
      <Count count={count} label={label} most={tone === 'unread' ? 99 : undefined} />
    </span>
  ) : null
