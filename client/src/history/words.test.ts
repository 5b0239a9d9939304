import { expect, test } from '@jest/globals'
import type { HistoryEntryFragment } from './history.generated.ts'
import { inWords } from './words.ts'

const ann = { id: 'ann', name: 'Ann', role: 'AGENT' as const }
const bob = { id: 'bob', name: 'Bob', role: 'BUYER' as const }
const base = { id: 'e', seq: 1, at: '2026-11-20T10:00:00Z', actor: ann }

const unforced = { reason: null, previous: null, awayMinutes: null }

const asked = {
  __typename: 'ChatRequestEntry' as const,
  fromStart: false,
  request: { id: 'r', isLiveChat: false, requester: bob },
}

const cases: [entry: HistoryEntryFragment, ann: string, bob: string][] = [
  [{ ...base, ...asked, actor: bob, change: 'PENDING' }, 'Bob asked to join', 'You asked to join'],
  [{ ...base, ...asked, change: 'ACCEPTED' }, 'You let Bob in, from here on', 'Ann let you in, from here on'],
  [
    { ...base, ...asked, change: 'ACCEPTED', fromStart: true },
    'You let Bob in, from the start',
    'Ann let you in, from the start',
  ],
  [
    { ...base, ...asked, change: 'ACCEPTED', request: { ...asked.request, isLiveChat: true } },
    'You accepted Bob’s request for a live chat',
    'Ann accepted your request for a live chat',
  ],
  [
    { ...base, ...asked, change: 'DECLINED' },
    'You declined Bob’s request to join',
    'Ann declined your request to join',
  ],
  [
    { ...base, ...asked, actor: bob, change: 'CANCELLED' },
    'Bob took back the request to join',
    'You took back the request to join',
  ],
  [{ ...base, __typename: 'ParticipantEntry', person: bob, joined: true }, 'You added Bob', 'Ann added you'],
  [{ ...base, __typename: 'ParticipantEntry', person: bob, joined: false }, 'You removed Bob', 'Ann removed you'],
  [
    { ...base, actor: bob, __typename: 'ParticipantEntry', person: bob, joined: false },
    'Bob left this ticket',
    'You left this ticket',
  ],
  [
    {
      ...base,
      actor: null,
      __typename: 'AssignmentEntry',
      assignee: null,
      team: null,
      claimed: false,
      reason: 'CLAIM_EXPIRED',
      previous: ann,
      awayMinutes: 30,
    },
    'Returned to the queue: you were away for 30 minutes',
    'Returned to the queue: Ann was away for 30 minutes',
  ],
  [
    {
      ...base,
      actor: null,
      __typename: 'AssignmentEntry',
      assignee: null,
      team: null,
      claimed: false,
      reason: 'ASSIGNEE_UNAVAILABLE',
      previous: ann,
      awayMinutes: null,
    },
    'Returned to the queue: Ann can no longer be assigned tickets',
    'Returned to the queue: Ann can no longer be assigned tickets',
  ],
  [
    { ...base, ...unforced, actor: null, __typename: 'AssignmentEntry', assignee: null, team: null, claimed: false },
    'Returned to the queue',
    'Returned to the queue',
  ],
  [
    { ...base, __typename: 'StatusEntry', statusFrom: null, statusTo: 'OPEN' },
    'You opened this ticket',
    'Ann opened this ticket',
  ],
  [
    { ...base, __typename: 'StatusEntry', statusFrom: 'OPEN', statusTo: 'CLOSED' },
    'You closed this ticket',
    'Ann closed this ticket',
  ],
  [
    { ...base, __typename: 'StatusEntry', statusFrom: 'CLOSED', statusTo: 'OPEN' },
    'You reopened this ticket',
    'Ann reopened this ticket',
  ],
  [
    { ...base, __typename: 'StatusEntry', statusFrom: 'OPEN', statusTo: 'IN_PROGRESS' },
    'You changed the status from open to in progress',
    'Ann changed the status from open to in progress',
  ],
  [
    { ...base, __typename: 'PriorityEntry', priorityFrom: 'LOW', priorityTo: 'HIGH' },
    'You changed the priority from low to high',
    'Ann changed the priority from low to high',
  ],
  [
    { ...base, __typename: 'TagsEntry', added: ['vip', 'refund'], removed: ['spam'] },
    'You added the tags “vip” and “refund” and removed the tag “spam”',
    'Ann added the tags “vip” and “refund” and removed the tag “spam”',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: ann, team: null, claimed: true },
    'You claimed this ticket',
    'Ann claimed this ticket',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: bob, team: null, claimed: false },
    'You assigned this ticket to Bob',
    'Ann assigned this ticket to you',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: null, team: null, claimed: false },
    'You returned this ticket to the queue',
    'Ann returned this ticket to the queue',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: null, team: 'Billing', claimed: false },
    'You moved this ticket to Billing',
    'Ann moved this ticket to Billing',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: bob, team: 'Billing', claimed: false },
    'You moved this ticket to Billing, assigned to Bob',
    'Ann moved this ticket to Billing, assigned to you',
  ],
]

test.each(cases)('%j', (entry, toAnn, toBob) => {
  expect(inWords(entry, 'ann')).toBe(toAnn)
  expect(inWords(entry, 'bob')).toBe(toBob)
})

test('what nobody did, the desk did', () => {
  expect(
    inWords({ ...base, actor: null, __typename: 'StatusEntry', statusFrom: 'OPEN', statusTo: 'RESOLVED' }, 'ann'),
  ).toBe('The desk resolved this ticket')
})
