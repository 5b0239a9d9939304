import type { FeatureCache } from '../graphql/cache.ts'
import { peopleChanged } from './changes.ts'

/** Cache rules for users: after each change, their lists are refetched. */
export const peopleCache: FeatureCache = {
  updates: {
    Mutation: Object.fromEntries(
      [
        'invitePerson',
        'resendInvitation',
        'cancelInvitation',
        'changeRole',
        'disablePerson',
        'erasePerson',
        'enablePerson',
        'renamePerson',
        'setExpertise',
      ].map((mutation) => [mutation, peopleChanged]),
    ),
    Subscription: { personChanged: peopleChanged },
  },
  feedQueries: { personChanged: ['users', 'sellers', 'node', 'invitations', 'peopleCounts'] },
}
