import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { readFacts } from '../../test/bruteForceFigures.ts'
import { compareFigures, readFigures } from '../../test/compareFigures.ts'
import {
  DAY_MS,
  FIRST,
  type FiguresDesk,
  LAST,
  openFiguresDesk,
  randomTicket,
  writeTickets,
} from '../../test/figuresDesk.ts'
import { countFinishedDays } from './countFinishedDays.ts'

let desk: FiguresDesk
const load = (count: number) =>
  writeTickets(
    desk,
    Array.from({ length: count }, () => randomTicket(desk)),
  )

beforeAll(async () => {
  desk = await openFiguresDesk()
  await load(300)
})
afterAll(() => desk.close())

const RANGES: [number, number][] = [
  [FIRST, LAST],
  [Date.parse('2026-03-28T23:00:00Z'), Date.parse('2026-03-29T22:00:00Z')],
  [Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z')],
  [FIRST + 10.3 * DAY_MS, FIRST + 47.7 * DAY_MS],
]

beforeEach(async () => {
  await desk.app.sql('delete from figure_days')
})

test.each([
  ['not counted yet', 0],
  ['counted', 1],
  ['counted before tickets were changed, added and deleted', 2],
])('figures equal those computed from the log: days are %s', async (_name, stage) => {
  const {
    app,
    pools,
    people: { admin, sofia, daniel, seller },
  } = desk
  if (stage > 0) expect(await countFinishedDays(pools)).toBeGreaterThan(200)
  if (stage > 1) {
    // Only tickets with assignments in their log: without any, who resolved a ticket is read from the ticket itself.
    await app.sql(
      `update support_tickets set tags = '{refund}', team = 'Billing', assignee_id = $1 where id in (
        select ticket_id from ticket_events where kind = 'assigned' group by ticket_id order by md5(ticket_id::text) limit 40)`,
      [daniel.id],
    )
    await app.sql(
      `delete from support_tickets where id in (select id from support_tickets order by md5(id::text) desc limit 30)`,
    )
    await load(50)
  }
  const facts = await readFacts(app, desk.hours)
  for (const range of RANGES)
    for (const who of [admin, sofia, daniel, seller]) await compareFigures(desk, who, range, facts)
})

test('a day has 23 hours when the clocks go forward and 25 when they go back; the previous period has as many days', async () => {
  const {
    people: { admin },
  } = desk
  const spring = await readFigures(desk, admin, ...RANGES[1]!)
  expect(spring.perDay.map(({ day }: any) => day)).toEqual(['2026-03-29'])
  expect(spring.previous.from).toBe('2026-03-27T23:00:00.000Z')
  const autumn = await readFigures(desk, admin, ...RANGES[2]!)
  expect(autumn.perDay.map(({ day }: any) => day)).toEqual(['2026-10-25'])
  expect(autumn.previous.from).toBe('2026-10-23T22:00:00.000Z')
})

test('without the trigger that follows tickets, the comparison fails (control)', async () => {
  const {
    app,
    pools,
    people: { admin },
  } = desk
  await countFinishedDays(pools)
  await app.sql('alter table support_tickets disable trigger keep_fact_fields')
  await app.sql(`update support_tickets set tags = '{control}'`)
  await app.sql('alter table support_tickets enable trigger keep_fact_fields')
  await expect(compareFigures(desk, admin, [FIRST, LAST])).rejects.toThrow()
  await app.sql('select renew_facts(array(select id from support_tickets))')
  await compareFigures(desk, admin, [FIRST, LAST])
})

test('beyond a number of times, percentiles are estimated: within the width of a bucket', async () => {
  const {
    app,
    pools,
    people: { admin },
  } = desk
  const ranges = [RANGES[0]!, RANGES[3]!]
  const read = async () => {
    const found = []
    for (const range of ranges) found.push(await readFigures(desk, admin, ...range))
    return found
  }
  const exact = await read()
  await countFinishedDays(pools)
  expect(await app.sql(`select distinct day from daily_figures where dimension = 'all:month'`)).toHaveLength(7)
  await app.sql('create or replace function exact_times_max() returns int language sql immutable return -1')
  const estimated = await read()
  await app.sql('create or replace function exact_times_max() returns int language sql immutable return 20000')
  expect(estimated).not.toEqual(exact)
  const numbers = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(numbers)
        : []
  const [all, found] = [numbers(exact), numbers(estimated)]
  expect(found).toHaveLength(all.length)
  expect(all.filter((value, i) => Math.abs(found[i]! - value) > value / 11 + 1)).toEqual([])
})

test('tickets from before analytics get their facts from the job', async () => {
  const {
    app,
    pools,
    people: { admin },
  } = desk
  await app.sql('delete from ticket_facts')
  await countFinishedDays(pools)
  await compareFigures(desk, admin, [FIRST, LAST])
})
