import { Coffee, Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { listOf } from '../lib/locale.ts'
import { useAvailabilityText } from '../availability/availabilityText.ts'
import { useAvailabilities } from '../availability/useAvailabilities.ts'
import { isolated } from '../lib/person.ts'
import { isStaff } from '../lib/roles.ts'
import { useNow } from '../lib/useNow.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { usePresence } from './usePresence.ts'

const SHOWN = 3

/** For staff: who else is viewing this ticket, and who of them has said that they are away. */
export const AlsoViewing = ({ ticketId }: { ticketId: string }) => {
  const t = useTranslations('presence')
  const availabilityText = useAvailabilityText()
  const now = useNow()
  const people = usePresence(ticketId).filter(({ viewing }) => viewing)
  const colleagues = people.flatMap(({ user }) => (isStaff(user.role) ? [user.id] : []))
  const availabilities = useAvailabilities(colleagues)
  if (people.length === 0) return null

  const awayText = (id: string): string | null => {
    const availability = availabilities.get(id)
    if (!availability?.isAway) return null
    // Who is back by themselves is told by no feed.
    const isOver = availability.awayUntil !== null && Date.parse(availability.awayUntil) <= now.getTime()
    return isOver ? null : availabilityText(availability, now)
  }
  const nameOf = ({ id, name }: { id: string; name: string }): string => {
    const status = awayText(id)
    return status === null ? isolated(name) : t('personAway', { name: isolated(name), status })
  }
  const label = t('alsoHere', {
    names: listOf(
      people.map(({ user }) => nameOf(user)),
      { type: 'unit' },
    ),
  })
  return (
    <span role="img" aria-label={label} title={label} className="flex shrink-0 items-center gap-1 text-xs text-muted">
      <Eye aria-hidden className="size-3.5" />
      <span aria-hidden className="flex -space-x-1.5 rtl:space-x-reverse">
        {people.slice(0, SHOWN).map(({ user }) => (
          <span key={user.id} className="relative flex rounded-full ring-2 ring-surface">
            <Avatar name={user.name} size="sm" />
            {awayText(user.id) !== null && (
              <Coffee className="absolute -end-1 -bottom-1 size-3.5 rounded-full bg-surface p-px text-warn" />
            )}
          </span>
        ))}
      </span>
      {people.length > SHOWN && <span aria-hidden>+{people.length - SHOWN}</span>}
    </span>
  )
}
