import { useTranslations } from 'use-intl'
import { listOf } from '../lib/locale.ts'
import { PersonNotifications } from '../deliveries/PersonNotifications.tsx'
import { PersonData } from '../erasure/PersonData.tsx'
import { isStaff } from '../lib/roles.ts'
import { fullTime } from '../lib/time.ts'
import { Counts, Fact, Facts, FactsPanel } from '../people/Facts.tsx'
import type { PersonProfileFragment, PersonQuery } from '../people/people.generated.ts'
import { PersonActions } from '../people/PersonActions.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'

type Props = { person: PersonProfileFragment; data: PersonQuery; onClose: () => void; onNewTicket: () => void }

/** A user's facts, ticket counts and the actions of an admin. */
export const UserDetails = ({ person, data, onClose, onNewTicket }: Props) => {
  const t = useTranslations('people')
  const { desk, viewer } = useViewer()
  const roleName = useRoleName()
  const staff = isStaff(person.role)
  const titleOf = useTeamTitle()
  return (
    <FactsPanel onClose={onClose}>
      <Facts>
        <Fact name={t('role')}>{roleName(person.role)}</Fact>
        {person.isService ? (
          <Fact name={t('kind')}>{t('serviceAccount')}</Fact>
        ) : (
          <Fact name={t('email')}>{person.email}</Fact>
        )}
        {person.memberSince && <Fact name={t('memberSince')}>{fullTime(person.memberSince)}</Fact>}
        {(person.lastSeenAt || !person.isService) && (
          <Fact name={t('lastHere')}>{person.lastSeenAt ? fullTime(person.lastSeenAt) : t('neverSeen')}</Fact>
        )}
        {staff && <Fact name={t('team')}>{person.team === null ? t('noTeam') : titleOf(person.team)}</Fact>}
        {person.shops.length > 0 && (
          <Fact name={t('shops', { profile: desk.profile })}>
            {listOf(
              person.shops.map(({ shopName }) => shopName),
              { type: 'unit' },
            )}
          </Fact>
        )}
      </Facts>
      {staff && person.expertise.length > 0 && (
        <section aria-label={t('expertise')} className="flex flex-wrap gap-1">
          {person.expertise.map((word) => (
            <Tag key={word} name={word} />
          ))}
        </section>
      )}
      <Counts title={t('requested')} counts={data.requested} />
      {staff && <Counts title={t('assigned')} counts={data.assigned} />}
      <PersonActions
        person={person}
        assigned={data.assigned}
        onNewTicket={onNewTicket}
        last={viewer.role === 'ADMIN' && !person.isService && <PersonData key={person.id} person={person} />}
      >
        {viewer.role === 'ADMIN' && <PersonNotifications person={person} />}
      </PersonActions>
    </FactsPanel>
  )
}
