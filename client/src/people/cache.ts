import type { FeatureCache } from '../graphql/cache.ts'
import { peopleChanged } from './changes.ts'

/** What people add to the cache: after each change, their lists ask again. The people themselves are in it already. */
export const peopleCache: FeatureCache = {
  updates: {
    Mutation: Object.fromEntries(
      [
        'invitePerson',
        'resendInvitation',
        'cancelInvitation',
        'changeRole',
        'disablePerson',
        'enablePerson',
        'renamePerson',
        'setExpertise',
      ].map((mutation) => [mutation, peopleChanged]),
    ),
    Subscription: { personChanged: peopleChanged },
  },
  told: { personChanged: ['users', 'sellers', 'node', 'invitations', 'peopleCounts'] },
}
