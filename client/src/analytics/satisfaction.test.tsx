import { expect, jest, test } from '@jest/globals'
import { fireEvent, screen, within } from '@testing-library/react'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import type { Viewer } from '../viewer/useViewer.ts'
import { AnalyticsPage } from './AnalyticsPage.tsx'
import { durationTicks } from './duration.ts'

const scores = (distribution: number[], asked: number, answered: number) => {
  const ratings = distribution.reduce((sum, n) => sum + n, 0)
  const total = distribution.reduce((sum, n, index) => sum + n * (index + 1), 0)
  return {
    __typename: 'Satisfaction',
    asked,
    answered,
    ratings,
    average: ratings === 0 ? null : total / ratings,
    satisfied: distribution[3]! + distribution[4]!,
    distribution,
  }
}

const SATISFACTION = {
  satisfaction: {
    ...scores([1, 0, 1, 0, 6], 10, 4),
    perAgent: [{ agent: { id: 'u2', name: 'Ada Agent' }, ratings: 3, average: 4.5, satisfied: 2 }],
    comments: [
      {
        ticket: { id: 't1', number: 'TC-0042', subject: 'Broken lamp' },
        rating: { score: 5, comment: 'Thank you', ratedAt: '2026-01-01T00:00:00Z', isCurrent: true },
        agent: { id: 'u2', name: 'Ada Agent' },
      },
    ],
  },
  previous: { satisfaction: scores([1, 0, 0, 1, 0], 0, 0) },
}
const SUGGESTIONS = {
  suggestions: { shown: 3, accepted: 1, perDay: [{ day: '2026-01-01', shown: 3, accepted: 1 }] },
  previous: { suggestions: { shown: 0, accepted: 0 } },
}

const show = (viewer: Viewer, satisfaction: object = SATISFACTION, suggestions: object = SUGGESTIONS) => {
  const asked: string[] = []
  const opened = jest.fn()
  const answers: Record<string, object> = {
    DeskTimeZone: { deskTimeZone: 'UTC' },
    AnalyticsSatisfaction: { analytics: satisfaction },
    AnalyticsSuggestions: { analytics: suggestions },
  }
  const client = {
    ...silentClient,
    executeQuery: ({ query }: { query: { definitions: { name: { value: string } }[] } }) => {
      const name = query.definitions.map((definition) => definition.name.value).find((one) => answers[one])
      if (!name) return silentClient.executeQuery({} as never)
      asked.push(name)
      return fromValue({ data: answers[name], stale: false, hasNext: false })
    },
  } as unknown as TestClient
  renderIn(<AnalyticsPage search={{}} onChange={() => {}} onOpenTicket={opened} />, { viewer, client })
  return { asked, opened }
}
const section = (name: string) => within(screen.getByRole('region', { name }))
const tile = (name: string) => within(screen.getByRole('listitem', { name }))

test('satisfaction is compared with the period before, and comments open their ticket', () => {
  const { opened } = show({ ...agent, role: 'ADMIN' })
  expect(tile('Satisfied').getByText('75%')).toBeTruthy()
  expect(tile('Satisfied').getByText('6 of 8 ratings good or great')).toBeTruthy()
  expect(tile('Satisfied').getByText('25 percentage points more than before')).toBeTruthy()
  expect(tile('Average rating').getByText('4.25')).toBeTruthy()
  // Nobody was asked before: there is nothing to compare with.
  expect(tile('Answered').getByText('4 of 10 requests for a rating')).toBeTruthy()
  expect(tile('Answered').queryByText(/before/)).toBeNull()
  expect(section('Table: Satisfaction').getByRole('row', { name: '5 Great 6 75% 0' })).toBeTruthy()
  expect(section('Table: Satisfaction by agent').getByRole('row', { name: 'Ada Agent 3 67% 4.5' })).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: 'TC-0042 Broken lamp' }))
  expect(opened).toHaveBeenCalledWith('TC-0042')
  expect(screen.getByRole('link', { name: 'TC-0042 Broken lamp' }).getAttribute('href')).toBe('/admin?ticket=TC-0042')
  expect(tile('Acceptance rate').getByText('33%')).toBeTruthy()
  expect(section('Table: Assignment suggestions').getByRole('row', { name: '2026-01-01 3 1 33%' })).toBeTruthy()
})

test('agents see no comparison between agents, and sellers do not ask for ratings and suggestions', () => {
  show(agent)
  expect(tile('Satisfied').getByText('75%')).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'Satisfaction by agent' })).toBeNull()
  document.body.replaceChildren()
  const { asked } = show({ ...agent, role: 'SELLER' })
  expect(asked).not.toContain('AnalyticsSatisfaction')
  expect(asked).not.toContain('AnalyticsSuggestions')
})

test('a period without ratings and suggestions says so', () => {
  const nothing = scores([0, 0, 0, 0, 0], 0, 0)
  show(
    agent,
    { satisfaction: { ...nothing, perAgent: [], comments: [] }, previous: { satisfaction: nothing } },
    { suggestions: { shown: 0, accepted: 0, perDay: [] }, previous: { suggestions: { shown: 0, accepted: 0 } } },
  )
  expect(section('Satisfaction').getByText('No ratings in this period.')).toBeTruthy()
  expect(tile('Satisfied').getByText('No data')).toBeTruthy()
  expect(
    section('Assignment suggestions').getByText('No tickets were assigned with suggestions in this period.'),
  ).toBeTruthy()
})

test('the axis of times has round steps that reach the longest time', () => {
  const text = (most: number) => durationTicks(most).map((seconds) => seconds / 60)
  expect(durationTicks(0)).toEqual([0, 1])
  expect(durationTicks(47)).toEqual([0, 10, 20, 30, 40, 50])
  expect(text(28_500)).toEqual([0, 120, 240, 360, 480])
  expect(text(86_400 * 3)).toEqual([0, 1440, 2880, 4320])
  for (const most of [1, 61, 3_601, 86_401, 9e6]) expect(durationTicks(most).at(-1)!).toBeGreaterThanOrEqual(most)
})
