import { builder } from '../graphql/builder.ts'

/** Why a ticket was assigned or returned to the queue automatically. */
export const AssignmentReason = builder.enumType('AssignmentReason', {
  description: 'Why a ticket was assigned or returned to the queue automatically.',
  values: {
    CLAIM_EXPIRED: {
      value: 'claim_expired',
      description: 'The assignee was absent for longer than the configured limit.',
    },
    ASSIGNEE_UNAVAILABLE: {
      value: 'assignee_unavailable',
      description: 'The ticket was reopened after its assignee had been disabled or was no longer staff.',
    },
    ROUND_ROBIN: {
      value: 'round_robin',
      description: 'It was new in the queue, and the assignee was next in the team’s rotation.',
    },
    WAITING_LONGEST: {
      value: 'waiting_longest',
      description: 'Somebody became available, and it had waited longest.',
    },
  } as const,
})
