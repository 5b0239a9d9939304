import { classes } from '../lib/classes.ts'
import { formatNumber } from '../lib/locale.ts'

type Props = { count: number; /** What is counted, read aloud: "unread". */ label: string; tone?: 'unread' | 'quiet' }

/** A count. Renders nothing for zero. */
export const Badge = ({ count, label, tone = 'quiet' }: Props) =>
  count > 0 ? (
    <span
      className={classes(
        'inline-flex h-[1.125rem] min-w-[1.125rem] shrink-0 items-center justify-center rounded-full px-1.5 text-xs',
        tone === 'unread' ? 'bg-unread font-semibold text-on-unread' : 'text-muted',
      )}
    >
      {tone === 'unread' && count > 99 ? '99+' : formatNumber(count)}
      <span className="sr-only"> {label}</span>
    </span>
  ) : null
