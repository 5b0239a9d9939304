import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { type Actor, gid, openTicket, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, sofia: Actor, daniel: Actor, ruth: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, sofia, daniel, ruth] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('agent', 'Sofia'),
    app.actor('agent', 'Daniel'),
    app.actor('admin', 'Ruth'),
  ])
  await app.gql(ruth, `mutation { addTeam(input: { name: "Returns" }) { errors { code } } }`)
})
afterAll(() => app.close())

const handOver = async (who: Actor, input: Record<string, unknown>) =>
  (
    await app.gql(
      who,
      `mutation ($input: HandOverInput!) { handOver(input: $input) { ticket { version team assignee { name } } errors { code message } } }`,
      { input: { note: 'Knows this lamp.', clientId: randomUUID(), ...input } },
    )
  ).data.handOver
const log = async (who: Actor, id: string) =>
  (
    await app.gql(
      who,
      `query ($id: ID!) { ticket(id: $id) { timeline(first: 20) { edges { node { __typename ... on MessageEntry { message { body audience } } ... on AssignmentEntry { assignee { name } team } } } } } }`,
      { id },
    )
  ).data.ticket.timeline.edges.map(({ node }: any) => node)

test('a ticket is handed over with a note that only staff see; a retry changes nothing', async () => {
  const { id } = await openTicket(app, buyer)
  const input = { ticketId: id, agentId: gid('User', daniel.id), team: 'Returns', clientId: randomUUID() }
  const done = await handOver(sofia, input)
  expect(done).toMatchObject({ ticket: { team: 'Returns', assignee: { name: 'Daniel' }, version: 3 }, errors: [] })
  expect((await log(sofia, id)).slice(1)).toEqual([
    { __typename: 'MessageEntry', message: { body: 'Knows this lamp.', audience: 'STAFF' } },
    { __typename: 'AssignmentEntry', assignee: { name: 'Daniel' }, team: 'Returns' },
  ])
  expect((await log(buyer, id)).map(({ __typename }: any) => __typename)).toEqual(['MessageEntry', 'AssignmentEntry'])
  await app.gql(ruth, `mutation ($id: ID!) { unclaim(input: { ticketId: $id }) { errors { code } } }`, { id })
  expect((await handOver(sofia, input)).ticket).toMatchObject({ assignee: null, version: 4 })
  expect((await handOver(sofia, { ...input, note: 'Another' })).errors[0].code).toBe('IDEMPOTENCY_CONFLICT')
})

test('a rejected hand-over leaves neither a note nor an assignment', async () => {
  const { id } = await openTicket(app, buyer)
  const to = { ticketId: id, agentId: gid('User', daniel.id) }
  const codes = [
    await handOver(sofia, { ticketId: id }),
    await handOver(sofia, { ...to, note: '  ' }),
    await handOver(sofia, { ...to, clientId: 'x' }),
    await handOver(sofia, { ...to, agentId: gid('User', buyer.id) }),
    await handOver(sofia, { ...to, team: 'Nowhere' }),
    await handOver(sofia, { ...to, expectedVersion: 7 }),
    await handOver(buyer, to),
  ].map(({ errors }) => errors[0].code)
  expect(codes).toEqual(['VALIDATION', 'VALIDATION', 'VALIDATION', 'NOT_FOUND', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN'])
  expect(await log(ruth, id)).toHaveLength(1)
})

test('concurrent copies of one hand-over are done once', async () => {
  const { id } = await openTicket(app, buyer)
  const input = { ticketId: id, agentId: gid('User', daniel.id), clientId: randomUUID() }
  const answers = await Promise.all(Array.from({ length: 12 }, () => handOver(sofia, input)))
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  expect(await log(ruth, id)).toHaveLength(3)
})

test('all staff can see teams, and admins add them', async () => {
  expect((await app.gql(buyer, '{ teams { name } }')).data.teams.map(({ name }: any) => name)).toEqual([
    'Customer Service',
    'Returns',
  ])
  const add = async (who: Actor, name: string) =>
    (
      await app.gql(
        who,
        `mutation ($name: String!) { addTeam(input: { name: $name }) { team { name } errors { code } } }`,
        { name },
      )
    ).data.addTeam
  expect((await add(sofia, 'X')).errors[0].code).toBe('FORBIDDEN')
  expect((await add(ruth, ' Billing   desk ')).team.name).toBe('Billing desk')
  expect((await add(ruth, 'Billing desk')).errors).toEqual([])
  expect((await add(ruth, 'x'.repeat(81))).errors[0].code).toBe('VALIDATION')
})
