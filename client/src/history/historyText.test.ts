import { expect, test } from '@jest/globals'
import { createTranslator } from 'use-intl'
import { strings } from '../app/catalogue.ts'
import type { HistoryEntryFragment } from './history.generated.ts'
import { historyText } from './historyText.ts'

const t = createTranslator({ locale: 'en', messages: strings, namespace: 'history' })
const teamTitle = (name: string) => (name === 'Returns' ? 'Parcels' : name)
const textFor = (readerId: string, entry: HistoryEntryFragment) =>
  historyText(entry, { t, locale: 'en', readerId, readerRole: 'BUYER', desk: 'Parley', teamTitle })

const ann = { id: 'ann', name: 'Ann', isErased: false, role: 'AGENT' as const, isService: false }
const bob = { id: 'bob', name: 'Bob', isErased: false, role: 'BUYER' as const, isService: false }
const nordlicht = { id: 's', shopName: 'Nordlicht Audio', isErased: false }
const base = { id: 'e', seq: 1, at: '2026-11-20T10:00:00Z', actor: ann }

const unforced = { reason: null, previous: null, awayMinutes: null }

const automatic = {
  ...unforced,
  __typename: 'AssignmentEntry' as const,
  actor: null,
  assignee: ann,
  team: null,
  claimed: false,
}

const asked = {
  __typename: 'ChatRequestEntry' as const,
  fromStart: false,
  request: { id: 'r', isLiveChat: false, requester: bob },
}

const session = {
  __typename: 'SessionEntry' as const,
  response: null,
  outcome: null,
  movedTo: null,
}

const rated = { ...base, __typename: 'RatingEntry' as const, actor: bob, isCommented: false }

const cases: [entry: HistoryEntryFragment, ann: string, bob: string][] = [
  [{ ...rated, score: 4, previousScore: null }, 'Bob rated this ticket 4 of 5', 'You rated this ticket 4 of 5'],
  [
    { ...rated, score: 5, previousScore: 4 },
    'Bob changed the rating from 4 to 5 of 5',
    'You changed the rating from 4 to 5 of 5',
  ],
  [
    { ...rated, score: 5, previousScore: 5, isCommented: true },
    'Bob commented on the rating',
    'You commented on the rating',
  ],
  [
    { ...rated, score: 5, previousScore: 5 },
    'Bob removed the comment on the rating',
    'You removed the comment on the rating',
  ],
  [{ ...base, ...session, sessionChange: 'SCHEDULED' }, 'You scheduled a session', 'Ann scheduled a session'],
  [
    { ...base, __typename: 'ShopAskedInEntry', withHistory: true, seller: nordlicht },
    'You asked Nordlicht Audio to join (full history)',
    'Ann asked Nordlicht Audio to join (full history)',
  ],
  [
    { ...base, __typename: 'ShopAskedInEntry', withHistory: false, seller: null },
    'You asked the shop to join (new messages only)',
    'Ann asked the shop to join (new messages only)',
  ],
  [
    { ...base, __typename: 'ShopAssignmentEntry', person: bob },
    'You assigned this ticket to Bob in the shop',
    'Ann assigned this ticket to you in the shop',
  ],
  [
    { ...base, __typename: 'ShopAssignmentEntry', person: ann },
    'You took this ticket for the shop',
    'Ann took this ticket for the shop',
  ],
  [
    { ...base, __typename: 'ShopAssignmentEntry', person: null },
    'You unassigned this ticket in the shop',
    'Ann unassigned this ticket in the shop',
  ],
  [
    { ...base, __typename: 'RenameEntry', renamedFrom: 'Lamp', renamedTo: 'The lamp is dark' },
    'You renamed this ticket from “Lamp” to “The lamp is dark”',
    'Ann renamed this ticket from “Lamp” to “The lamp is dark”',
  ],
  [
    { ...base, __typename: 'RenameEntry', renamedFrom: null, renamedTo: null },
    'You renamed this ticket',
    'Ann renamed this ticket',
  ],
  [{ ...base, __typename: 'LegalHoldEntry', held: true }, 'You set a legal hold', 'Ann set a legal hold'],
  [{ ...base, __typename: 'LegalHoldEntry', held: false }, 'You lifted the legal hold', 'Ann lifted the legal hold'],
  [{ ...base, ...session, sessionChange: 'CANCELLED' }, 'You cancelled the session', 'Ann cancelled the session'],
  [
    { ...base, ...session, actor: bob, sessionChange: 'RESPONDED', response: 'DECLINED' },
    'Bob declined the session',
    'You declined the session',
  ],
  [
    { ...base, ...session, sessionChange: 'ENDED', outcome: 'MISSED' },
    'You recorded that the session was missed',
    'Ann recorded that the session was missed',
  ],
  [{ ...base, ...asked, actor: bob, change: 'PENDING' }, 'Bob requested to join', 'You requested to join'],
  [
    { ...base, ...asked, change: 'ACCEPTED' },
    'You accepted Bob’s request to join (new messages only)',
    'Ann accepted your request to join (new messages only)',
  ],
  [
    { ...base, ...asked, change: 'ACCEPTED', fromStart: true },
    'You accepted Bob’s request to join (full history)',
    'Ann accepted your request to join (full history)',
  ],
  [
    { ...base, ...asked, change: 'ACCEPTED', request: { ...asked.request, isLiveChat: true } },
    'You accepted Bob’s live chat request',
    'Ann accepted your live chat request',
  ],
  [
    { ...base, ...asked, change: 'DECLINED' },
    'You declined Bob’s request to join',
    'Ann declined your request to join',
  ],
  [
    { ...base, ...asked, actor: bob, change: 'CANCELLED' },
    'Bob withdrew the request to join',
    'You withdrew the request to join',
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
    'Returned to the queue because you were away for 30 minutes',
    'Returned to the queue because Ann was away for 30 minutes',
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
    'Returned to the queue because Ann can no longer be assigned tickets',
    'Returned to the queue because Ann can no longer be assigned tickets',
  ],
  [
    { ...base, ...automatic, reason: 'ROUND_ROBIN' },
    'Assigned to you automatically: next in the team’s rotation',
    'Assigned to Ann automatically: next in the team’s rotation',
  ],
  [
    { ...base, ...automatic, reason: 'WAITING_LONGEST' },
    'Assigned to you automatically: it had waited longest',
    'Assigned to Ann automatically: it had waited longest',
  ],
  // Requesters are not told the reason.
  [{ ...base, ...automatic }, 'Assigned to you', 'Assigned to Ann'],
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
    { ...base, __typename: 'ScreenShareEntry', started: true },
    'You started screen sharing',
    'Ann started screen sharing',
  ],
  [
    { ...base, __typename: 'ScreenShareEntry', started: false },
    'You stopped screen sharing',
    'Ann stopped screen sharing',
  ],
  [
    { ...base, actor: null, __typename: 'ScreenShareEntry', started: false },
    'Screen sharing ended because the connection was lost',
    'Screen sharing ended because the connection was lost',
  ],
  [{ ...base, __typename: 'MessageEntry' }, 'You sent a message', 'Ann sent a message'],
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
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: null, team: 'Returns', claimed: false },
    'You moved this ticket to Parcels',
    'Ann moved this ticket to Parcels',
  ],
  [
    { ...base, ...automatic, assignee: bob, team: 'Returns', reason: null },
    'Moved to Parcels, which took over from a retired team',
    'Moved to Parcels, which took over from a retired team',
  ],
  [
    { ...base, ...unforced, __typename: 'AssignmentEntry', assignee: bob, team: 'Billing', claimed: false },
    'You moved this ticket to Billing and assigned it to Bob',
    'Ann moved this ticket to Billing and assigned it to you',
  ],
]

test.each(cases)('%j', (entry, toAnn, toBob) => {
  expect(textFor('ann', entry)).toBe(toAnn)
  expect(textFor('bob', entry)).toBe(toBob)
})

test('a kind that this client does not know is an update', () => {
  const unknown = { ...base, __typename: 'UnknownEntry' } as unknown as HistoryEntryFragment
  expect(textFor('bob', unknown)).toBe('Ann updated this ticket')
})

test('a service account is marked as one', () => {
  const actor = { id: 'bot', name: 'Order bot', isErased: false, role: 'AGENT' as const, isService: true }
  const resolved = {
    ...base,
    actor,
    __typename: 'StatusEntry' as const,
    statusFrom: 'OPEN' as const,
    statusTo: 'RESOLVED' as const,
  }
  expect(textFor('ann', resolved)).toBe('Order bot (service account) resolved this ticket')
})

test('an event without an actor is the system’s', () => {
  expect(
    textFor('ann', { ...base, actor: null, __typename: 'StatusEntry', statusFrom: 'OPEN', statusTo: 'RESOLVED' }),
  ).toBe('System resolved this ticket')
})
