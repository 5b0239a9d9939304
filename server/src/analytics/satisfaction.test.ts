import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type FiguresDesk, openFiguresDesk, ZONE } from '../../test/figuresDesk.ts'
import { rate, resolvedTicket } from '../../test/ratings.ts'
import { type Actor, uuidIn } from '../../test/testApp.ts'
import { askForRatings } from '../ratings/askForRatings.ts'

let desk: FiguresDesk
beforeAll(async () => {
  desk = await openFiguresDesk()
})
afterAll(() => desk.close())

const SCORES = 'asked answered ratings average satisfied distribution'
const SATISFACTION = `satisfaction { ${SCORES} perAgent { agent { name } ratings average satisfied }
  comments { ticket { id } rating { score comment } agent { name } } } previous { satisfaction { ${SCORES} } }`
const SUGGESTIONS =
  'suggestions { shown accepted perDay { day shown accepted } } previous { suggestions { shown accepted } }'

async function read(who: Actor, fields: string, [from, to]: [from: string, to: string]): Promise<any> {
  const text = `query ($from: DateTime!, $to: DateTime!) { analytics(from: $from, to: $to) { ${fields} } }`
  const { data, errors } = await desk.app.gql(who, text, { from, to })
  expect(errors).toBeUndefined()
  return data.analytics
}

const publications = async (): Promise<number> =>
  (await desk.app.sql<{ n: number }>(`select count(*)::int as n from live_changes where topic = 'figures'`))[0]!.n

test('ratings are figures at once: of all for admins, of their own for agents, of none for sellers', async () => {
  const { app, pools, people } = desk
  const { admin, sofia, daniel, seller } = people
  const today: [string, string] = [
    new Date(Date.now() - 3_600_000).toISOString(),
    new Date(Date.now() + 3_600_000).toISOString(),
  ]
  await app.sql('update desk_settings set rating_delay_hours = 0')
  const [ann, bob, cleo] = [await app.actor('buyer'), await app.actor('buyer'), await app.actor('buyer')]
  const good = await resolvedTicket(app, ann, sofia)
  const bad = await resolvedTicket(app, bob, daniel)
  await resolvedTicket(app, cleo, daniel)
  await askForRatings({ pools })
  const before = await publications()
  await rate(app, ann, good.id, 5, 'Thank you')
  expect(await publications()).toBe(before + 1)
  await rate(app, bob, bad.id, 2)

  const { satisfaction, previous } = await read(admin, SATISFACTION, today)
  expect(satisfaction).toEqual({
    ...{ asked: 3, answered: 2, ratings: 2, average: 3.5, satisfied: 1, distribution: [0, 1, 0, 0, 1] },
    perAgent: [
      { agent: { name: sofia.name }, ratings: 1, average: 5, satisfied: 1 },
      { agent: { name: daniel.name }, ratings: 1, average: 2, satisfied: 0 },
    ].toSorted((a, b) => (idOf(a.agent.name) < idOf(b.agent.name) ? -1 : 1)),
    comments: [{ ticket: { id: good.id }, rating: { score: 5, comment: 'Thank you' }, agent: { name: sofia.name } }],
  })
  const nothing = { asked: 0, answered: 0, ratings: 0, average: null, satisfied: 0, distribution: [0, 0, 0, 0, 0] }
  expect(previous.satisfaction).toEqual(nothing)

  const own = (await read(daniel, SATISFACTION, today)).satisfaction
  expect(own).toMatchObject({ asked: 2, answered: 1, ratings: 1, average: 2, distribution: [0, 1, 0, 0, 0] })
  expect(own.perAgent.map(({ agent }: { agent: { name: string } }) => agent.name)).toEqual([daniel.name])
  expect(own.comments).toEqual([])
  expect(await read(seller, `${SATISFACTION} ${SUGGESTIONS}`, today)).toEqual({
    satisfaction: null,
    suggestions: null,
    previous: { satisfaction: null, suggestions: null },
  })
})

const idOf = (name: string): string => Object.values(desk.people).find((person) => person.name === name)!.id

test('random ratings and suggestions equal a computation by hand, also when the clocks change', async () => {
  const { app, people, random } = desk
  const { admin, sofia, daniel } = people
  const agents = [sofia.id, daniel.id]
  const [ticket] = [await resolvedTicket(app, await app.actor('buyer'), sofia)]
  // The day has 25 hours.
  const period: [string, string] = ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']
  const made = Array.from({ length: 200 }, (_, index) => ({
    at: new Date(Date.parse('2026-10-23T22:00:00Z') + Math.floor(random.unit() * 50 * 3_600_000) + index).toISOString(),
    agent: random.pick(agents),
    score: 1 + Math.floor(random.unit() * 5),
    accepted: random.chance(0.4),
  }))
  await app.sql('truncate ticket_ratings, rating_requests, suggestion_uses cascade')
  const values = (row: (one: (typeof made)[number]) => string) => made.map(row).join(', ')
  await app.sql(`set session_replication_role = replica;
    insert into ticket_ratings (ticket_id, requester_id, resolved_at, rated_at, assignee_id, score)
      values ${values(({ at, agent, score }) => `('${uuidIn(ticket.id)}', '${admin.id}', '${at}', '${at}', '${agent}', ${score})`)};
    insert into suggestion_uses (ticket_id, suggested, at, assigned, accepted)
      values ${values(({ at, agent, accepted }) => `('${uuidIn(ticket.id)}', '{}', '${at}', '${agent}', ${accepted})`)};
    set session_replication_role = origin`)
  for (const [who, isTheirs] of [
    [admin, () => true],
    [daniel, (agent: string) => agent === daniel.id],
  ] as const) {
    const inside = made.filter(({ at, agent }) => at >= period[0] && at < period[1] && isTheirs(agent))
    const earlier = made.filter(({ at, agent }) => at < period[0] && isTheirs(agent))
    const { satisfaction, suggestions, previous } = await read(who, `${SATISFACTION} ${SUGGESTIONS}`, period)
    expect(satisfaction.distribution).toEqual(
      [1, 2, 3, 4, 5].map((n) => inside.filter(({ score }) => score === n).length),
    )
    expect(satisfaction.average).toBeCloseTo(inside.reduce((sum, { score }) => sum + score, 0) / inside.length, 2)
    expect(satisfaction.satisfied).toBe(inside.filter(({ score }) => score >= 4).length)
    const uses = (rows: typeof made) => ({ shown: rows.length, accepted: rows.filter((row) => row.accepted).length })
    expect(suggestions).toEqual({ ...uses(inside), perDay: [{ day: '2026-10-25', ...uses(inside) }] })
    // A day before, which has 24 hours.
    expect(previous.suggestions).toEqual(uses(earlier))
    expect(previous.satisfaction.ratings).toBe(earlier.length)
  }
  expect(ZONE).toBe('Europe/Berlin')
})
