import { afterEach, beforeAll, afterAll, beforeEach, expect, test } from '@jest/globals'
import { withClient } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { MIGRATIONS } from '../../src/platform/database/open.ts'
import { eventually } from '../eventually.ts'
import type { ServerProcess } from '../serverProcess.ts'
import { post } from '../testApp.ts'
import { damage } from './crash.ts'
import { type CrashDesk, crashDesk } from './crashDesk.ts'
import { type Release, unpackRelease } from './oldRelease.ts'
import type { Talker } from './talker.ts'

/** Three people in each. */
const TICKETS = 20
const PHASE = 300
/** Only ends a test that hangs. */
const WITHIN_MS = 300_000

let previous: Release
let desk: CrashDesk
let old: ServerProcess[]
let talkers: Talker[]

beforeAll(() => {
  previous = unpackRelease(process.env['FROM'])
})
afterAll(() => previous.remove())

beforeEach(async () => {
  desk = await crashDesk()
  old = [await desk.start(previous.root), await desk.start(previous.root)]
  talkers = await desk.talkers(TICKETS)
})
afterEach(() => desk.close())

const sum = (of: (one: Talker) => number) => talkers.reduce((total, one) => total + of(one), 0)
const acknowledged = () => sum(({ acknowledged }) => acknowledged.size)
/** Attempts without a response, with SERVICE_UNAVAILABLE, or without one within ten seconds. */
const unanswered = () => sum(({ retries }) => retries)
const longest = () => Math.max(...talkers.map((one) => one.longest))

/** Waits until people have written as much as usual in a phase of the test. */
async function more(): Promise<void> {
  const before = acknowledged()
  await eventually('people write on', acknowledged, (now) => now >= before + PHASE, WITHIN_MS)
}

/** The longest answer since the last call, in milliseconds. */
function lap(): number {
  const slowest = Math.round(longest())
  for (const one of talkers) one.longest = 0
  return slowest
}

const LIST = 'query { tickets(first: 20) { edges { node { id subject status updatedAt } } } }'

/** Somebody who loads the list of tickets until `enough`; returns what was not answered with it. */
async function read({ actor }: Talker, enough: () => boolean): Promise<string[]> {
  const failures: string[] = []
  while (!enough()) {
    const answer = await post(desk.proxy.url, actor, LIST, {}).catch((error: Error) => error)
    if (answer instanceof Error) failures.push('no answer')
    else if (answer.errors) failures.push(JSON.stringify(answer.errors))
  }
  return failures
}

test('two nodes of the previous release and two new ones serve 60 people while the new ones migrate', async () => {
  let over = false
  const talking = Promise.all(talkers.map((one) => one.talk(() => over)))
  const work = async () => {
    await more()
    const before = lap()
    // A report of somebody else keeps the tables locked for a while.
    const next = await withClient(desk.superuserUrl, 'a report', async (client) => {
      await client.query('BEGIN; SELECT FROM support_tickets LIMIT 1')
      const starting = desk.start()
      await more()
      await client.query('COMMIT')
      return [await starting, await desk.start()]
    })
    await more()
    const during = { longest: lap(), unanswered: unanswered() }
    for (const server of old) {
      await desk.stop(server)
      await more()
    }
    expect(next.every(({ alive }) => alive)).toBe(true)
    return { before, during, after: lap() }
  }
  const reading = talkers.slice(0, 6).map((one) => read(one, () => over))
  const figures = await Promise.race([work(), talking.then(() => undefined)]).finally(() => (over = true))
  await talking
  const failures = (await Promise.all(reading)).flat()
  for (const { follower } of talkers) await follower.stop()
  process.stdout.write(
    `${previous.commit.slice(0, 9)}: ${acknowledged()} messages; ${JSON.stringify({ figures, unanswered: unanswered(), failures: failures.length })}\n`,
  )
  expect(figures!.during.unanswered).toBe(0)
  // A stopping node closes its connections: a request that was just being sent is sent again.
  expect(failures.filter((failure) => failure !== 'no answer')).toEqual([])
  expect(await damage(desk, talkers)).toEqual([])
})

test('control: without a limit for locks, nobody gets an answer while the new version waits', async () => {
  let over = false
  const talking = Promise.all(talkers.map((one) => one.talk(() => over)))
  const migrated = await withClient(desk.superuserUrl, 'a report', async (client) => {
    await client.query('BEGIN; SELECT FROM support_tickets LIMIT 1')
    const migrating = migrate(desk.ownerUrl, MIGRATIONS, { timeoutMs: 0, attempts: 1 })
    await eventually('attempts are not answered', unanswered, (count) => count > 0, WITHIN_MS)
    await client.query('COMMIT')
    return { migrating }
  })
  over = true
  await Promise.allSettled([migrated.migrating, talking])
})
