import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'

const ROWS = ['w-3/5 h-14', 'w-2/5 h-10 own', 'w-1/2 h-20', 'w-3/5 h-14 own', 'w-1/3 h-10']

/** The skeleton of a conversation, shown after 150 ms so that a fast response never flashes. */
export const ThreadSkeleton = () => {
  const t = useTranslations('messages')
  return (
    <div
      role="status"
      className="mx-auto flex min-h-0 w-full max-w-[45rem] flex-1 animate-appear flex-col justify-end gap-4 overflow-hidden p-5"
    >
      <span className="sr-only">{t('loading')}</span>
      {ROWS.map((shape) => (
        <div
          key={shape}
          aria-hidden
          className={classes('rounded-lg bg-sunken', shape, shape.endsWith('own') && 'self-end')}
        />
      ))}
    </div>
  )
}
