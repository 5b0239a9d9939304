import { expect, test } from '@jest/globals'
import { type Candidate, scoreOf } from './candidates.ts'
import { reasonsFor } from './strings.ts'

const nobody: Candidate = {
  agentId: 'a',
  likelihood: 0,
  experience: null,
  expertise: [],
  availability: 'available',
  work: { openTickets: 0, loadLimit: null },
}

test.each<[Partial<Candidate>, string[]]>([
  [{}, ['Available now', 'No open tickets']],
  [
    {
      experience: { tickets: 14, tag: { name: 'refund', tickets: 9 } },
      expertise: ['billing', 'refunds'],
      work: { openTickets: 3, loadLimit: null },
    },
    [
      'Resolved 14 tickets like this, 9 tagged refund',
      'Expertise: billing, refunds',
      'Available now',
      '3 open tickets',
    ],
  ],
  [
    { experience: { tickets: 2, tag: { name: 'refund', tickets: 2 } }, availability: 'away' },
    ['Resolved 2 tickets like this, all tagged refund', 'At work, but not online', 'No open tickets'],
  ],
  [
    {
      experience: { tickets: 1, tag: { name: 'refund', tickets: 1 } },
      availability: 'off',
      work: { openTickets: 1, loadLimit: 8 },
    },
    ['Resolved 1 ticket like this, tagged refund', 'Not at work now', '1 of 8 open tickets'],
  ],
  [
    { experience: { tickets: 1, tag: null }, work: { openTickets: 1, loadLimit: 1 } },
    ['Resolved 1 ticket like this', 'Available now', 'At their limit of 1 open ticket'],
  ],
])('%j: %j', (known, reasons) => {
  expect(reasonsFor({ ...nobody, ...known })).toEqual(reasons)
})

test('the reasons are in the language of the reader', () => {
  const known: Candidate = {
    ...nobody,
    experience: { tickets: 14, tag: { name: 'refund', tickets: 9 } },
    expertise: ['billing', 'returns'],
    work: { openTickets: 1, loadLimit: 8 },
  }
  expect(reasonsFor(known, 'de')).toEqual([
    'Hat 14 ähnliche Tickets gelöst, davon 9 mit dem Schlagwort refund',
    'Fachgebiete: billing, returns',
    'Jetzt verfügbar',
    '1 von höchstens 8 offenen Tickets',
  ])
  expect(reasonsFor(known, 'ar')).toEqual([
    'تذاكر مشابهة محلولة: 14، منها 9 بوسم refund',
    'الخبرات: billing، returns',
    'متاح الآن',
    'تذاكر مفتوحة: 1 من 8',
  ])
})

test('each thing that speaks for somebody raises the score, which stays between 0 and 1', () => {
  const best: Candidate = {
    ...nobody,
    likelihood: 1,
    experience: { tickets: 1, tag: null },
    expertise: ['lamps'],
  }
  expect(scoreOf(best)).toBeCloseTo(1)
  for (const less of [
    { likelihood: 0.5 },
    { experience: null },
    { expertise: [] },
    { availability: 'away' as const },
    { work: { openTickets: 5, loadLimit: null } },
    { work: { openTickets: 0, loadLimit: 0 } },
  ])
    expect(scoreOf({ ...best, ...less })).toBeLessThan(scoreOf(best))
  const worst: Candidate = { ...nobody, availability: 'off', work: { openTickets: 90, loadLimit: 8 } }
  expect(scoreOf(worst)).toBe(0)
})
