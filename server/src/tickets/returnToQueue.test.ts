import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { logViolations } from '../../test/logInvariants.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, ruth: Actor, daniel: Actor, sofia: Actor, ticketId: string
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer', 'Mira')
  ruth = await app.actor('admin', 'Ruth')
  daniel = await app.actor('agent', 'Daniel')
  await app.sql(`insert into teams (name) values ('Billing') on conflict do nothing`)
})
beforeEach(async () => {
  sofia = await app.actor('agent', 'Sofia')
  ticketId = (await openTicket(app, buyer)).id
  await mutate(sofia, 'claim', 'TicketIdInput', { ticketId })
  expect(await read()).toEqual({ status: 'in_progress', assignee: 'Sofia', claimed: true })
})
afterAll(() => app.close())

async function mutate(who: Actor, name: string, type: string, input: object): Promise<void> {
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`
  const { data } = await app.gql(who, mutation, { input })
  expect(data[name].errors).toEqual([])
}
const assign = (input: object) => mutate(daniel, 'assign', 'AssignInput', { ticketId, ...input })
const update = (input: object) =>
  mutate(daniel, 'updateTickets', 'UpdateTicketsInput', { ticketIds: [ticketId], ...input })
const person = (who: Actor) => gid('User', who.id)

async function read(): Promise<unknown> {
  const rows = await app.sql(
    `select status, (select name from users u where u.id = assignee_id) as assignee, claimed_at is not null as claimed
     from support_tickets where id = $1`,
    [uuidIn(ticketId)],
  )
  return rows[0]
}
const violations = () => logViolations({ query: async (text: string) => ({ rows: await app.sql(text) }) } as never)

describe('a claimed ticket that returns to the queue is open again and no longer claimed', () => {
  const returns: [string, () => Promise<void>][] = [
    ['unclaim', () => mutate(sofia, 'unclaim', 'TicketIdInput', { ticketId })],
    ['assign', () => assign({ agentId: null })],
    ['updateTickets', () => update({ agentId: null })],
    ['disablePerson', () => mutate(ruth, 'disablePerson', 'UserIdInput', { userId: person(sofia) })],
    ['changeRole', () => mutate(ruth, 'changeRole', 'ChangeRoleInput', { userId: person(sofia), role: 'BUYER' })],
  ]
  test.each(returns)('by %s', async (_name, returnTicket) => {
    await returnTicket()
    expect(await read()).toEqual({ status: 'open', assignee: null, claimed: false })
    expect(await violations()).toEqual([])
  })
})

describe('a claim', () => {
  test.each([
    ['assign', () => assign({ agentId: person(daniel) })],
    ['updateTickets', () => update({ agentId: person(daniel) })],
  ])('ends when %s gives the ticket to another person', async (_name, change) => {
    await change()
    expect(await read()).toEqual({ status: 'in_progress', assignee: 'Daniel', claimed: false })
  })

  test.each([
    ['assign', () => assign({ team: 'Billing' })],
    ['updateTickets', () => update({ team: 'Billing', agentId: person(sofia) })],
  ])('stays when %s moves the ticket to another team', async (_name, change) => {
    await change()
    expect(await read()).toEqual({ status: 'in_progress', assignee: 'Sofia', claimed: true })
  })
})
