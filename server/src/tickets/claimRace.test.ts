import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rounds } from '../../test/rounds.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

const [AGENTS, TICKETS] = [64, rounds(20, 200)]

let app: TestApp
let buyer: Actor
let agents: Actor[]
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer')
  agents = await Promise.all(Array.from({ length: AGENTS }, (_, n) => app.actor('agent', `Agent ${n}`)))
})
afterAll(() => app.close())

const open = (count: number) => Promise.all(Array.from({ length: count }, () => openTicket(app, buyer)))

/** The number of claims and the assignee of each ticket. */
const claims = (ids: string[]) =>
  app.sql<{ owner: string; claimed: number; claimants: string[] }>(
    `select t.assignee_id as owner, count(e.id)::int as claimed, array_agg(e.actor_id::text) as claimants
     from support_tickets t left join ticket_events e on e.ticket_id = t.id and e.kind = 'claimed' where t.id = any ($1) group by t.id`,
    [ids.map(uuidIn)],
  )
const hasOneOwner = ({ owner, claimed, claimants }: Awaited<ReturnType<typeof claims>>[number]) =>
  claimed === 1 && claimants[0] === owner

test(`${AGENTS} agents who claim ${TICKETS} tickets at once leave exactly one assignee each, whose name the others receive`, async () => {
  const tickets = await open(TICKETS)
  const won = new Map<string, string>()
  const lost: { id: string; message: string }[] = []
  await Promise.all(
    agents.map(async (agent, n) => {
      // Each agent starts at another ticket, so that all tickets are contended.
      for (let step = 0; step < TICKETS; step++) {
        const { id } = tickets[(n * 7 + step) % TICKETS]!
        // Each agent claims one ticket after the other; the agents race.
        const { data } = await app.gql(
          agent,
          `mutation ($id: ID!) { claim(input: { ticketId: $id }) { ticket { assignee { name } } errors { code message } } }`,
          { id },
        )
        const [error] = data.claim.errors
        if (error) lost.push({ id, message: `${error.code} ${error.message}` })
        else won.set(id, data.claim.ticket.assignee.name)
      }
    }),
  )
  expect((await claims(tickets.map(({ id }) => id))).filter(hasOneOwner)).toHaveLength(TICKETS)
  expect(won.size).toBe(TICKETS)
  expect(lost).toHaveLength(AGENTS * TICKETS - TICKETS)
  expect(lost.filter(({ id, message }) => message !== `CONFLICT ${won.get(id)} has claimed this ticket.`)).toEqual([])
})

test('control: a claim that reads first and then writes, without a lock, leaves two assignees', async () => {
  const [ticket] = await open(1)
  const look = () => app.sql(`select from support_tickets where id = $1 and assignee_id is null`, [uuidIn(ticket!.id)])
  const rivals = agents.slice(0, 2)
  const free = await Promise.all(rivals.map(look))
  for (const [n, { id }] of rivals.entries()) {
    if (free[n]!.length === 0) continue
    // The second write does not know of the first.
    await app.sql(
      `with t as (update support_tickets set assignee_id = $2 where id = $1 returning id)
       insert into ticket_events (ticket_id, kind, actor_id) select id, 'claimed', $2 from t`,
      [uuidIn(ticket!.id), id],
    )
  }
  expect((await claims([ticket!.id])).filter(hasOneOwner)).toHaveLength(0)
})
