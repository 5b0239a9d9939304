import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent, admin] = [await app.actor('buyer'), await app.actor('agent'), await app.actor('admin')]
})
afterAll(() => app.close())

test('an agent who comes online is given the waiting ticket, and then each new one', async () => {
  const waiting = await openTicket(app, buyer)
  const assigneeOf = async ({ id }: { id: string }) =>
    (await app.sql('select assignee_id from support_tickets where id = $1', [uuidIn(id)]))[0]!['assignee_id']
  const { data } = await app.gql(
    admin,
    `mutation { setTeamAssignment(input: { team: "${(await app.sql('select team from support_tickets'))[0]!['team']}", assignment: ROUND_ROBIN })
      { team { assignment } errors { code } } }`,
  )
  expect(data.setTeamAssignment).toEqual({ team: { assignment: 'ROUND_ROBIN' }, errors: [] })
  await eventually(
    'the job has ended',
    async () => (await app.sql(`select from graphile_worker._private_jobs where key like 'assign%'`)).length === 0,
  )
  // Control: nobody is online.
  expect(await assigneeOf(waiting)).toBeNull()
  const client = wsClient(app, agent)
  subscribe(client, 'subscription { unreadNotifications { count } }')
  await eventually('it is assigned', async () => (await assigneeOf(waiting)) === agent.id)
  const next = await openTicket(app, buyer)
  await eventually('the next one is', async () => (await assigneeOf(next)) === agent.id)
  const { data: reasons } = await app.gql(
    admin,
    `query ($waiting: ID!, $next: ID!) { waiting: ticket(id: $waiting) { timeline(last: 1) { edges { node { ... on AssignmentEntry { reason } } } } }
      next: ticket(id: $next) { timeline(last: 1) { edges { node { ... on AssignmentEntry { reason } } } } } }`,
    { waiting: waiting.id, next: next.id },
  )
  expect(reasons.waiting.timeline.edges[0].node.reason).toBe('WAITING_LONGEST')
  expect(reasons.next.timeline.edges[0].node.reason).toMatch(/ROUND_ROBIN|WAITING_LONGEST/)
  await client.dispose()
})
