import path from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { compareFigures } from '../../../test/compareFigures.ts'
import { type FiguresDesk, openFiguresDesk } from '../../../test/figuresDesk.ts'
import { legacyTables } from '../../../test/legacyTables.ts'
import { mutate } from '../../../test/mutate.ts'
import { writeCopyDump } from '../../../test/sourceFiles.ts'
import { gid, reply } from '../../../test/testApp.ts'
import { countFinishedDays } from '../../analytics/countFinishedDays.ts'
import { madeUpCustomer } from '../multidogo/madeUp.ts'
import { importDatabase } from '../databases/importDatabase.ts'
import { SYSTEMS } from '../systems.ts'

/** A desk in use into which a marketplace is imported. */
let desk: FiguresDesk
let folder: string
beforeAll(async () => {
  desk = await openFiguresDesk()
  folder = mkdtempSync(path.join(tmpdir(), 'parley-import-'))
  await load(30)
})
afterAll(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

const load = (messages: number) =>
  importDatabase(
    desk.pools.maintenance,
    SYSTEMS.get('legacy')!,
    writeCopyDump(path.join(folder, `${messages}.sql`), legacyTables(messages)),
    {
      ...{ gapMs: 1_800_000, status: undefined, timeZone: 'UTC', isDryRun: false, filesFrom: null },
      files: desk.app.app.files,
    },
  )
const compare = () =>
  compareFigures(desk, desk.people.admin, [Date.parse('2024-02-28T00:00:00Z'), Date.parse('2024-03-20T00:00:00Z')])

test('analytics of what was imported equal a computation over the log, also after a second import', async () => {
  const { created, resolved, firstResponseSeconds } = await compare()
  // Two of the three resolved tickets have no messages, and so no log.
  expect(resolved).toBe(1)
  expect(created).toBeGreaterThan(6)
  expect(firstResponseSeconds.p50).not.toBeNull()
  expect(await countFinishedDays(desk.pools)).toBeGreaterThan(7)
  await compare()

  expect((await load(60)).messagesAdded).toBe(60)
  const after = await compare()
  expect(after.created).toBeGreaterThan(created)
  await countFinishedDays(desk.pools)
  await compare()
})

test('nothing is mailed to addresses that imports made up', async () => {
  const { app, people } = desk
  await app.sql(`insert into notification_channels values ('email', 120) on conflict do nothing`)
  const persons = await app.sql<{ email: string; ticket: string }>(
    `select distinct on (u.id) u.email, t.id as ticket from users u join support_tickets t on t.requester_id = u.id
     where t.status = 'open' and u.disabled_at is null and u.role = 'buyer' order by u.id, t.id`,
  )
  for (const { ticket } of persons) {
    await reply(app, people.sofia, gid('Ticket', ticket), 'Hello')
    await mutate(app, people.sofia, 'claim', { ticketId: gid('Ticket', ticket) })
    await mutate(app, people.sofia, 'setStatus', { ticketId: gid('Ticket', ticket), status: 'RESOLVED' })
    await app.sql(`update rating_requests set state = 'asked', asked_at = now() where ticket_id = $1`, [ticket])
  }
  const decided = await app.sql<{ email: string; kinds: string; outcome: string }>(
    `select u.email, string_agg(distinct n.kind::text, ', ' order by n.kind::text) as kinds, string_agg(distinct d.status || ' ' || d.reason, ', ') as outcome
     from notification_deliveries d join notifications n on n.id = d.notification_id join users u on u.id = d.user_id
     where d.channel = 'email' and u.email = any ($1) group by u.email`,
    [persons.map(({ email }) => email)],
  )
  const made = decided.filter(({ email }) => email.endsWith('@import.parley.example'))
  expect(made).toEqual([
    { email: expect.anything(), kinds: 'rating_requested, reply, status', outcome: 'skipped no_address' },
  ])
  // Control: people with an address of their own are mailed.
  const others = decided.filter(({ email }) => email.endsWith('@example.com'))
  expect(others.length).toBeGreaterThan(0)
  expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['pending delay']))
})

test('addresses that other imports make up, and those of erased people, receive nothing either', async () => {
  const { email } = madeUpCustomer('any')
  const addresses = [email, 'deleted-1@parley.invalid', 'p0@example.com', 'import.parley.example@example.com']
  const rows = await desk.app.sql<{ email: string }>(
    'select email from unnest($1::text[]) email where is_made_up(email)',
    [addresses],
  )
  expect(rows).toEqual([{ email }, { email: 'deleted-1@parley.invalid' }])
})
