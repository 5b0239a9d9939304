import { PencilLine } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isolated } from '../lib/person.ts'
import { usePresence } from './usePresence.ts'

/** Who else is typing. The line is always present, so that nothing moves when it appears. */
export const TypingLine = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('presence')
  const names = usePresence(ticketId)
    .filter(({ typing }) => typing)
    .map(({ user }) => isolated(user.name))
  const [one = '', two = ''] = names
  return (
    <p
      role="status"
      className="mx-auto flex h-5 w-full max-w-[47.5rem] shrink-0 items-center gap-1.5 px-3 text-xs text-muted tablet:px-5"
    >
      <PencilLine aria-hidden className={classes('size-3 shrink-0', names.length === 0 && 'invisible')} />
      <span dir="auto" className="min-w-0 truncate">
        {names.length === 1 && t('typingOne', { name: one })}
        {names.length === 2 && t('typingTwo', { one, two })}
        {names.length > 2 && t('typingMany', { count: names.length })}
      </span>
    </p>
  )
}
