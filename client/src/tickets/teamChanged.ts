import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { TeamChangedSubscription } from './teams.generated.ts'

/** What the delivery does not bring, since it is the same for all staff. */
const OTHERS = ['memberCount', 'openTicketCount', 'assignment']

/** A changed team is updated wherever it is shown; a new one is in no list yet. */
export const teamChanged = (result: object, _args: Variables, cache: Cache): void => {
  const { team } = (result as TeamChangedSubscription).teamChanged
  const key = cache.keyOfEntity({ __typename: 'Team', name: team.name })!
  for (const field of OTHERS) cache.invalidate(key, field)
  const listed = cache.resolve('Query', 'teams')
  if (!Array.isArray(listed) || !(listed as unknown[]).includes(key)) cache.invalidate('Query', 'teams')
}
