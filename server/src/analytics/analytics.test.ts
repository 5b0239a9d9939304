import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { compareFigures, readFigures } from '../../test/compareFigures.ts'
import { type FiguresDesk, openFiguresDesk, randomTicket, writeTickets, ZONE } from '../../test/figuresDesk.ts'
import { type Actor, openTicket, reply } from '../../test/testApp.ts'
import { appendFact, emptyLog } from '../importing/bulk/foldLog.ts'

let desk: FiguresDesk
beforeAll(async () => {
  desk = await openFiguresDesk()
})
afterAll(() => desk.close())

test('what people do is counted at once: created, answered, resolved by a requester, reopened', async () => {
  const {
    app,
    people: { admin, sofia, seller, buyer },
  } = desk
  const since = Date.now() - 60_000
  const figures = async (who: Actor) => {
    const { created, resolved, reopened, backlog } = await compareFigures(desk, who, [since, Date.now() + 60_000])
    return { created, resolved, reopened, backlog }
  }
  const before = await figures(admin)
  const { id } = await openTicket(app, buyer)
  await app.gql(sofia, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
  await reply(app, sofia, id, 'Hello')
  const setStatus = `mutation ($id: ID!, $status: TicketStatus!) { setStatus(input: { ticketId: $id, status: $status }) { errors { code } } }`
  expect((await app.gql(buyer, setStatus, { id, status: 'CLOSED' })).data.setStatus.errors).toEqual([])
  expect(await figures(sofia)).toMatchObject({ created: 1, resolved: 1, reopened: 0 })
  await reply(app, buyer, id, 'One more thing')
  expect(await figures(admin)).toEqual({
    created: before.created + 1,
    resolved: before.resolved + 1,
    reopened: before.reopened + 1,
    backlog: before.backlog + 1,
  })
  await figures(seller)
})

test('an imported ticket that had ended is counted as resolved, and is no backlog', async () => {
  const {
    app,
    people: { admin, buyer },
  } = desk
  const { ticket } = randomTicket(desk)
  const state = emptyLog('2020-01-01T00:00:00.000Z', 'closed', '2020-01-03T00:00:00.000Z')
  const event = appendFact(state, ticket.id, {
    kind: 'message_added',
    audience: 'participants',
    actorId: buyer.id,
    messageId: null,
    data: { sender: 'buyer' },
    at: '2020-01-01T00:00:00.000Z',
  })
  await writeTickets(desk, [{ ticket: { ...ticket, ...state, createdAt: event.at }, events: [event] }])
  const { created, resolved, backlog } = await readFigures(
    desk,
    admin,
    Date.parse('2020-01-01'),
    Date.parse('2020-02-01'),
  )
  expect({ created, resolved, backlog }).toEqual({ created: 1, resolved: 1, backlog: 0 })
  await app.sql('delete from support_tickets where id = $1', [ticket.id])
})

test('buyers see no figures, and periods are checked', async () => {
  const {
    app,
    people: { admin, seller, buyer },
  } = desk
  const code = async (who: Actor | null, from: string, to: string) =>
    (
      await app.gql(who, `query ($from: DateTime!, $to: DateTime!) { analytics(from: $from, to: $to) { created } }`, {
        from,
        to,
      })
    ).errors?.[0]?.extensions['code']
  expect(await code(null, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('UNAUTHENTICATED')
  expect(await code(buyer, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(admin, '2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(admin, '2016-02-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(seller, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBeUndefined()
})

test('only admins set the time zone of the desk, and to one that exists', async () => {
  const {
    app,
    people: { admin, sofia, seller },
  } = desk
  const set = async (who: Actor, timeZone: string) =>
    (
      await app.gql(
        who,
        `mutation ($timeZone: String) { setDeskSettings(input: { timeZone: $timeZone }) { settings { timeZone } errors { code } } }`,
        { timeZone },
      )
    ).data.setDeskSettings
  expect((await set(sofia, 'UTC')).errors[0].code).toBe('FORBIDDEN')
  expect((await set(admin, 'Mars/Olympus')).errors[0].code).toBe('VALIDATION')
  expect((await set(admin, ZONE)).settings).toEqual({ timeZone: ZONE })
  expect((await app.gql(seller, '{ deskTimeZone }')).data).toEqual({ deskTimeZone: ZONE })
})
