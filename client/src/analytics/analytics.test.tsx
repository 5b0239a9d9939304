import { expect, jest, test } from '@jest/globals'
import { parseDate } from '@internationalized/date'
import { act, screen, within } from '@testing-library/react'
import { fromValue, makeSubject } from 'wonka'
import { agent, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { setCurrentLocale } from '../lib/locale.ts'
import { AnalyticsPage } from './AnalyticsPage.tsx'
import { toCsv } from './csv.ts'
import { type Column, DataTable } from './DataTable.tsx'
import { duration } from './duration.ts'
import { instantsOf, periodBefore, periodOf, rangeOf } from './period.ts'
import { timeColumn } from './timeColumn.ts'

const text = ({ from, last }: ReturnType<typeof periodOf>) => `${from.toString()} ${last.toString()}`

test('the address chooses the period; nonsense in it becomes the nearest that works', () => {
  expect(rangeOf({ range: 'everything' })).toBe('30')
  expect(text(periodOf({ range: 'custom', from: '2026-01-01', to: '2026-01-31' }, 'UTC'))).toBe('2026-01-01 2026-01-31')
  expect(text(periodOf({ range: 'custom', from: '2026-01-31', to: '2026-01-01' }, 'UTC'))).toBe('2026-01-01 2026-01-31')
  expect(text(periodOf({ range: 'custom', from: '2026-02-31', to: '2026-03-30' }, 'UTC'))).toBe('2026-03-01 2026-03-30')
  const long = periodOf({ range: 'custom', from: '1990-01-01', to: '2026-01-01' }, 'UTC')
  expect(long.last.compare(long.from) + 1).toBe(1_100)
})

test('days begin and end in the time zone of the desk, also when the clocks change', () => {
  const day = (date: string) => ({ from: parseDate(date), last: parseDate(date) })
  const hours = (date: string) => {
    const { from, to } = instantsOf(day(date), 'Europe/Berlin')
    return (Date.parse(to) - Date.parse(from)) / 3_600_000
  }
  expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25])
  expect(instantsOf(day('2026-03-29'), 'Europe/Berlin').from).toBe('2026-03-28T23:00:00.000Z')
  expect(text(periodBefore({ from: parseDate('2026-03-01'), last: parseDate('2026-03-31') }))).toBe(
    '2026-01-29 2026-02-28',
  )
})

test('times are shown in their two largest units', () => {
  const times = [0, 59, 60, 95, 600, 3_599, 3_600, 7_500, 86_399, 86_400, 100_000, 1_000_000]
  expect(times.map(duration)).toEqual([
    '0s',
    '59s',
    '1m',
    '1m\u00a035s',
    '10m',
    '1h',
    '1h',
    '2h\u00a05m',
    '1d',
    '1d',
    '1d\u00a04h',
    '12d',
  ])
})

test('times have the units of the language', () => {
  const inLocale = (locale: string) => {
    setCurrentLocale(locale)
    return [45, 7_500, 100_000].map((seconds) => duration(seconds).replaceAll('\u00a0', ' '))
  }
  try {
    expect(inLocale('de')).toEqual(['45 Sek.', '2h 5 Min.', '1 T 4h'])
    expect(inLocale('ar-u-nu-latn')).toEqual(['45 ث', '2 س 5 د', '1 ي 4 س'])
  } finally {
    setCurrentLocale('en-US')
  }
})

test('a downloaded table is quoted, and text that looks like a formula is not run', () => {
  const rows = [
    ['Tag', 'Count'],
    ['=HYPERLINK("http://evil.example")', 1],
    ['+49', -2],
    ['@cmd', null],
    ['a "b", c', 0.5],
    ['\tx', 3],
    ['plain', 4],
  ]
  expect(toCsv(rows)).toBe(
    '\uFEFFTag,Count\r\n"\'=HYPERLINK(""http://evil.example"")",1\r\n\'+49,-2\r\n\'@cmd,\r\n"a ""b"", c",0.5\r\n\'\tx,3\r\nplain,4\r\n',
  )
})

test('a table shows times as text and keeps them as seconds', () => {
  type Row = { name: string; seconds: number | null }
  const columns: Column<Row>[] = [
    { name: 'Team', value: ({ name }) => name },
    timeColumn(
      'Median',
      (name) => `${name}, in seconds`,
      ({ seconds }) => seconds,
    ),
  ]
  const rows = [
    { name: 'Billing', seconds: 7_500.4 },
    { name: 'Returns', seconds: null },
  ]
  renderIn(<DataTable name="Teams" columns={columns} rows={rows} />)
  expect(screen.getByRole('row', { name: 'Billing 2h\u00a05m' })).toBeTruthy()
  expect(screen.getByRole('row', { name: 'Returns –' })).toBeTruthy()
  expect(rows.map(columns[1]!.value)).toEqual([7_500, null])
  expect(columns[1]!.fileName).toBe('Median, in seconds')
})

const totals = (resolved: number) => ({
  __typename: 'Analytics',
  created: 1_234,
  resolved,
  reopened: 0,
  backlog: 7,
  firstResponseSeconds: { p50: 90, p90: 7_500 },
  resolutionSeconds: { p50: null, p90: null },
})

test('the tiles compare with the period before, and are read again when figures have changed', async () => {
  jest.useFakeTimers()
  let resolved = 10
  const changes = makeSubject<unknown>()
  const answer = (data: object) => fromValue({ data, stale: false, hasNext: false })
  const client = {
    ...silentClient,
    executeQuery: ({ query }: { query: { definitions: { name: { value: string } }[] } }) => {
      const name = query.definitions[0]!.name.value
      if (name === 'DeskTimeZone') return answer({ deskTimeZone: 'Europe/Berlin' })
      if (query.definitions.some((definition) => definition.name.value === 'AnalyticsTotals'))
        return answer({ analytics: { ...totals(resolved), previous: totals(10) } })
      return silentClient.executeQuery({} as never)
    },
    executeSubscription: () => changes.source,
  } as unknown as TestClient
  renderIn(<AnalyticsPage search={{}} onChange={() => {}} onOpenTicket={() => {}} />, { viewer: agent, client })
  const tile = (name: string) => within(screen.getByRole('listitem', { name }))
  expect(tile('Created').getByText('1,234')).toBeTruthy()
  expect(tile('Resolved').getByText('Same as before')).toBeTruthy()
  expect(tile('First response').getByText('1m 30s')).toBeTruthy()
  expect(tile('First response').getByText('median; 90th percentile 2h 5m')).toBeTruthy()
  expect(tile('Resolution time').getByText('No data')).toBeTruthy()
  expect(screen.getByText(/Days in Europe\/Berlin/)).toBeTruthy()
  resolved = 12
  act(() => changes.next({ data: { analyticsChanged: { at: '2026-01-01T00:00:00Z' } } }))
  act(() => jest.advanceTimersByTime(2_000))
  expect(tile('Resolved').getByText('2 more than before')).toBeTruthy()
  jest.useRealTimers()
})
