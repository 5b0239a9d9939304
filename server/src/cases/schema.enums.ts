import { builder } from '../graphql/builder.ts'

export const CaseOutcome = builder.enumType('CaseOutcome', {
  description: 'How a dispute was decided.',
  values: {
    FOR_REQUESTER: { value: 'for_requester', description: 'For the requester.' },
    FOR_SHOP: { value: 'for_shop', description: 'For the shop.' },
    COMPROMISE: { value: 'compromise', description: 'Each side gets a part of what it asked for.' },
    DISMISSED: { value: 'dismissed', description: 'There is nothing to decide.' },
  } as const,
})

export const PartySide = builder.enumType('PartySide', {
  description: 'One of the two sides of a dispute.',
  values: {
    REQUESTER: { value: 'requester', description: 'The requester’s side.' },
    SHOP: { value: 'shop', description: 'The people of the shop.' },
  } as const,
})

export const CaseChange = builder.enumType('CaseChange', {
  description: 'A step in a dispute.',
  values: {
    ESCALATED: { value: 'case_escalated', description: 'One side asked the platform to step in.' },
    SHOP_OVERDUE: { value: 'shop_response_overdue', description: 'The shop did not answer by its deadline.' },
    EVIDENCE_REQUESTED: { value: 'evidence_requested', description: 'Staff asked one side for evidence.' },
    EVIDENCE_ANSWERED: { value: 'evidence_answered', description: 'A request for evidence was marked as answered.' },
    DECIDED: { value: 'case_decided', description: 'Staff decided.' },
    APPEALED: { value: 'case_appealed', description: 'One side appealed the decision.' },
  } as const,
})
