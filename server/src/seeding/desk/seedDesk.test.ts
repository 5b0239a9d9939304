import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { logViolations } from '../../../test/logInvariants.ts'
import { maintenanceDatabase, type MaintenanceDatabase } from '../../../test/maintenance.ts'
import { seedDesk } from './seedDesk.ts'

const SIZE = { tickets: 120, messages: 1500, seed: 7 }
let database: MaintenanceDatabase

beforeAll(async () => {
  database = await maintenanceDatabase()
})
beforeEach(async () => {
  await database.client.query('DELETE FROM support_tickets; DELETE FROM users')
})
afterAll(() => database.close())

const rows = async (sql: string) => (await database.client.query(sql)).rows
const contents = async () => ({
  people: await rows('SELECT id, name, email, role FROM users ORDER BY id'),
  tickets: await rows('SELECT id, subject, status, priority, tags, assignee_id FROM support_tickets ORDER BY id'),
  messages: await rows('SELECT id, ticket_id, author_id, body FROM ticket_messages ORDER BY id'),
})

test('creates exactly the requested size, with a consistent log', async () => {
  const seeded = await seedDesk(database.pool, SIZE)

  expect(seeded).toMatchObject({ tickets: 120, messages: 1500 })
  expect(await rows('SELECT count(*)::int AS n FROM support_tickets')).toEqual([{ n: 120 }])
  expect(await rows('SELECT count(*)::int AS n FROM ticket_messages')).toEqual([{ n: 1500 }])
  expect(await logViolations(database.client)).toEqual([])
})

test('is a realistic desk: every status and priority, notes, markers, stars, nothing from the future', async () => {
  await seedDesk(database.pool, SIZE)

  expect(await rows('SELECT DISTINCT status FROM support_tickets')).toHaveLength(4)
  expect(await rows('SELECT DISTINCT priority FROM support_tickets')).toHaveLength(3)
  const [found] = await rows(`SELECT
    (SELECT count(*)::int FROM ticket_messages WHERE audience = 'staff') AS notes,
    (SELECT count(*)::int FROM read_markers) AS markers,
    (SELECT count(*)::int FROM ticket_stars) AS stars,
    (SELECT count(*)::int FROM ticket_events WHERE at > now()) AS future,
    (SELECT count(*)::int FROM ticket_messages WHERE body LIKE '%{%') AS unfilled`)
  expect(found).toMatchObject({ future: 0, unfilled: 0 })
  for (const kind of ['notes', 'markers', 'stars']) expect(found[kind]).toBeGreaterThan(0)
})

test('the same size and seed give the same desk, numbered by age, and a second run adds nothing', async () => {
  await seedDesk(database.pool, SIZE)
  const first = await contents()
  expect(await seedDesk(database.pool, SIZE)).toMatchObject({ tickets: 0, messages: 0 })
  expect(await contents()).toEqual(first)

  await database.client.query('DELETE FROM support_tickets; DELETE FROM users')
  await seedDesk(database.pool, SIZE)
  expect(await contents()).toEqual(first)
  const [wrong] = await rows(`SELECT count(*)::int AS n FROM (
    SELECT created_at < lag(created_at) OVER (ORDER BY ticket_number) AS older FROM support_tickets) t WHERE older`)
  expect(wrong).toEqual({ n: 0 })
})

test('another seed creates another desk in addition to the first', async () => {
  await seedDesk(database.pool, SIZE)
  expect(await seedDesk(database.pool, { ...SIZE, seed: 8 })).toMatchObject({ tickets: 120, messages: 1500 })
})

test('an invalid size is rejected', async () => {
  await expect(seedDesk(database.pool, { ...SIZE, messages: 100 })).rejects.toThrow(
    'Every ticket has at least one message',
  )
  await expect(seedDesk(database.pool, { ...SIZE, tickets: 0 })).rejects.toThrow('at least one ticket')
})
