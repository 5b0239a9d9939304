import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { usePresence } from './usePresence.ts'

const SHOWN = 3

/** For staff: who else is viewing this ticket. */
export const AlsoViewing = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('presence')
  const people = usePresence(ticketId).filter(({ viewing }) => viewing)
  if (people.length === 0) return null
  const label = t('alsoHere', { names: people.map(({ user }) => isolated(user.name)).join(', ') })
  return (
    <span role="img" aria-label={label} title={label} className="flex shrink-0 items-center gap-1 text-xs text-muted">
      <Eye aria-hidden className="size-3.5" />
      <span aria-hidden className="flex -space-x-1.5 rtl:space-x-reverse">
        {people.slice(0, SHOWN).map(({ user }) => (
          <span key={user.id} className="flex rounded-full ring-2 ring-surface">
            <Avatar name={user.name} size="sm" />
          </span>
        ))}
      </span>
      {people.length > SHOWN && <span aria-hidden>+{people.length - SHOWN}</span>}
    </span>
  )
}
