import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import type { PersonProfileFragment } from '../people/people.generated.ts'
import { Profile } from '../people/Profile.tsx'
import { Seen } from '../people/rows.tsx'
import { Button } from '../ui/Button.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { useTabSearch } from './tabSearch.ts'
import { useGoTo } from './useGoTo.ts'

type Listed = 'assigned' | 'requested'

const TicketChoices = ({ listed }: { listed: Listed }) => {
  const t = useTranslations('people')
  const [, change] = useTabSearch()
  return (['assigned', 'requested'] as const).map((which) => (
    <Button
      key={which}
      size="sm"
      variant={which === listed ? 'secondary' : 'quiet'}
      aria-pressed={which === listed}
      onPress={() => change({ tickets: which === 'requested' ? which : undefined }, { replace: true })}
    >
      {t(which)}
    </Button>
  ))
}

type Props = {
  person: PersonProfileFragment
  detailsOpen: boolean
  onToggleDetails: () => void
  onLeave: () => void
}

/** A user and their tickets: for staff the assigned ones, or those that they requested themselves. */
export const UserProfile = ({ person, detailsOpen, onToggleDetails, onLeave }: Props) => {
  const t = useTranslations('people')
  const roleName = useRoleName()
  const [search] = useTabSearch()
  const { toTicket } = useGoTo()
  const isPhone = useIsPhone()
  const staff = isStaff(person.role)
  const listed: Listed = staff && search.tickets !== 'requested' ? 'assigned' : 'requested'
  return (
    <Profile
      name={person.name}
      line={
        <>
          <span>{roleName(person.role)}</span>
          <Seen person={person} />
        </>
      }
      filter={listed === 'assigned' ? { assigneeId: person.id } : { requesterId: person.id }}
      listName={t(listed)}
      choices={staff && <TicketChoices listed={listed} />}
      onOpenTicket={toTicket}
      onBack={isPhone ? onLeave : undefined}
      detailsOpen={detailsOpen}
      onToggleDetails={onToggleDetails}
    />
  )
}
