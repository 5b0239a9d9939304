import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { change } from '../../test/change.ts'
import { followed, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let sofia: Actor, daniel: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[sofia, daniel, buyer] = await Promise.all([
    app.actor('agent', 'Sofia'),
    app.actor('agent', 'Daniel'),
    app.actor('buyer', 'Mira'),
  ])
})
afterAll(() => app.close())

const setAway = (who: Actor, input: object) => change(app, who, 'setAway', input)
/** As the client asks. */
const WORK = `id name workingHours { timeZone intervals { weekday from until } } timeOff { id from until }
  availability { state until openTickets loadLimit isAway awayUntil awayNote }`

const seenBy = async (who: Actor) =>
  (
    await app.gql(
      who,
      `query ($id: ID!) { node(id: $id) { ... on User { availability { state isAway awayUntil awayNote until } timeOff { id } } } }`,
      { id: gid('User', sofia.id) },
    )
  ).data.node

test('colleagues see that somebody is away, until when and why; customers do not', async () => {
  const until = new Date(Date.now() + 3_600_000).toISOString()
  await setAway(sofia, { away: true, until, note: ' At the  dentist ' })
  expect(await seenBy(daniel)).toEqual({
    availability: { state: 'OFF', isAway: true, awayUntil: until, awayNote: 'At the dentist', until },
    timeOff: [],
  })
  expect((await seenBy(buyer))?.availability ?? null).toBeNull()
})

test('a new status replaces the one before; without an end it lasts until they are back', async () => {
  await setAway(sofia, { away: true })
  expect((await seenBy(daniel)).availability).toEqual({
    state: 'OFF',
    isAway: true,
    awayUntil: null,
    awayNote: null,
    until: null,
  })
  await setAway(sofia, { away: false })
  expect((await seenBy(daniel)).availability).toMatchObject({ isAway: false, awayNote: null })
  expect((await seenBy(daniel)).availability.state).not.toBe('OFF')
})

test('the answer has the person with everything about their work', async () => {
  const { data, errors } = await app.gql(
    sofia,
    `mutation { setAway(input: { away: true, note: "Lunch", until: null }) { person { ... on User { ${WORK} } } errors { code } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.setAway).toMatchObject({ errors: [], person: { availability: { isAway: true, awayNote: 'Lunch' } } })
  await setAway(sofia, { away: false })
})

test('colleagues are told at once, by the feed of changed users', async () => {
  const client = wsClient(app, daniel)
  const feed = await followed(client, 'subscription { userChanged { id availability { isAway awayNote } } }')
  const of = ({ data }: { data: { userChanged: { id: string } } }) => data.userChanged.id === gid('User', sofia.id)
  const told = async () => (await feed.until(of)).at(-1).data.userChanged.availability
  await setAway(sofia, { away: true, note: 'Lunch' })
  expect(await told()).toEqual({ isAway: true, awayNote: 'Lunch' })
  await setAway(sofia, { away: false })
  expect(await told()).toEqual({ isAway: false, awayNote: null })
  await client.dispose()
})

test('is for staff, and ends in the future', async () => {
  await expect(setAway(buyer, { away: true })).rejects.toThrow('FORBIDDEN')
  await expect(setAway(sofia, { away: true, until: '2020-01-01T00:00:00Z' })).rejects.toThrow('VALIDATION')
})
