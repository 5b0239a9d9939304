import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { MAINTENANCE, STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity, currentOperation } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { silentLog } from '../platform/log.ts'
import { suggestionFigures } from './figures.ts'
import { learnMissing } from './learnMissing.ts'
import { learnTicket } from './learnTicket.ts'
import { NodeModel } from './nodeModel.ts'
import { suggest } from './suggest.ts'

let app: TestApp
let pools: Pools
let buyer: Actor, ruth: Actor, anna: Actor, ben: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  buyer = await app.actor('buyer', 'Mira')
  ruth = await app.actor('admin', 'Ruth')
  anna = await app.actor('agent', 'Anna')
  ben = await app.actor('agent', 'Ben')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const mutate = async (who: Actor, field: string, type: string, input: object) => {
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code message } } }`,
    { input },
  )
  if (errors || data[field].errors.length > 0) throw new Error(JSON.stringify(errors ?? data[field].errors))
}
const ask = async (who: Actor, ticketId: string, fields: string) =>
  (await app.gql(who, `query ($id: ID!) { ticket(id: $id) { ${fields} } }`, { id: ticketId })).data.ticket
const suggestionsFor = async (ticketId: string, who = ruth) =>
  (await ask(who, ticketId, 'assignmentSuggestions { agent { name } score reasons }')).assignmentSuggestions as {
    agent: { name: string }
    score: number
    reasons: string[]
  }[]
const jobs = async () =>
  (
    await app.sql<{ payload: { ticketId: string } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'learn_ticket'`,
    )
  ).map(({ payload }) => payload.ticketId)
/** Runs the jobs that are waiting. */
const learn = async () => {
  const waiting = await jobs()
  await app.sql('delete from graphile_worker._private_jobs')
  for (const id of waiting) await learnTicket(pools, id)
  return waiting
}
const learned = async (ticketId: string) =>
  (await app.sql('select agent_id, tags, features from learned_tickets where ticket_id = $1', [uuidIn(ticketId)]))[0]

/** A ticket that this agent has resolved. */
const resolved = async (agent: Actor, subject: string, tags: string[], body = 'Thank you.') => {
  const { id } = await openTicket(app, buyer, subject, body)
  await mutate(agent, 'claim', 'TicketIdInput', { ticketId: id })
  if (tags.length > 0) await mutate(agent, 'updateTags', 'UpdateTagsInput', { ticketId: id, add: tags })
  await mutate(agent, 'setStatus', 'SetStatusInput', { ticketId: id, status: 'RESOLVED' })
  return id
}

test('a desk that has learned nothing suggests by expertise, availability and load, and no tags', async () => {
  await mutate(ruth, 'setExpertise', 'SetExpertiseInput', {
    userId: gid('User', ben.id),
    expertise: ['Refunds', 'Cars'],
  })
  const { id } = await openTicket(app, buyer, 'Please refund my lamp')
  const [first, second] = await suggestionsFor(id)
  expect(first).toEqual({
    agent: { name: 'Ben' },
    score: expect.any(Number),
    reasons: ['Expertise: Refunds', 'At work, but not online', 'No open tickets'],
  })
  expect(second).toMatchObject({ agent: { name: 'Anna' }, reasons: ['At work, but not online', 'No open tickets'] })
  expect(first!.score).toBeGreaterThan(second!.score)
  expect(await ask(ruth, id, 'tagSuggestions')).toEqual({ tagSuggestions: [] })
  await mutate(ruth, 'setExpertise', 'SetExpertiseInput', { userId: gid('User', ben.id), expertise: [] })
})

test('whoever has resolved such tickets is suggested, with the numbers, and so are their tags', async () => {
  await resolved(anna, 'My parcel is late', ['delivery'])
  await resolved(anna, 'The parcel is late again', ['delivery', 'parcel'])
  await resolved(ben, 'I forgot my password', ['sign-in'])
  expect(await learn()).toHaveLength(3)
  const { id } = await openTicket(app, buyer, 'Parcel late', 'My parcel is late.')
  const [first] = await suggestionsFor(id)
  expect(first).toMatchObject({ agent: { name: 'Anna' } })
  expect(first!.reasons[0]).toBe('Resolved 2 tickets like this, all tagged delivery')
  expect((await ask(ruth, id, 'tagSuggestions')).tagSuggestions[0]).toBe('delivery')
  await mutate(ruth, 'updateTags', 'UpdateTagsInput', { ticketId: id, add: ['delivery'] })
  expect((await ask(ruth, id, 'tagSuggestions(first: 20)')).tagSuggestions).not.toContain('delivery')
  expect((await ask(ruth, id, 'assignmentSuggestions(first: 1) { score }')).assignmentSuggestions).toHaveLength(1)
})

test('only what the requester wrote before the first answer is learned', async () => {
  const { id } = await openTicket(app, buyer, 'Question', 'Zebra')
  await reply(app, buyer, id, 'Yak')
  await mutate(anna, 'claim', 'TicketIdInput', { ticketId: id })
  await reply(app, anna, id, 'Gnu')
  await reply(app, buyer, id, 'Emu')
  await mutate(anna, 'setStatus', 'SetStatusInput', { ticketId: id, status: 'CLOSED' })
  await learn()
  const { id: same } = await openTicket(app, buyer, 'Question', 'Zebra\nYak')
  await mutate(anna, 'setStatus', 'SetStatusInput', { ticketId: same, status: 'CLOSED' })
  await mutate(anna, 'assign', 'AssignInput', { ticketId: same, agentId: gid('User', anna.id) })
  await learn()
  expect((await learned(same))!['features'].toSorted()).toEqual((await learned(id))!['features'].toSorted())
})

test('a change of the assignee or of the tags of a resolved ticket is learned', async () => {
  const id = await resolved(anna, 'A green parrot', ['birds'])
  await learn()
  await mutate(ruth, 'updateTags', 'UpdateTagsInput', { ticketId: id, add: ['parrots'], remove: ['birds'] })
  await mutate(ruth, 'assign', 'AssignInput', { ticketId: id, agentId: gid('User', ben.id) })
  await learn()
  expect(await learned(id)).toMatchObject({ agent_id: ben.id, tags: ['parrots'] })
  await mutate(ruth, 'setPriority', 'SetPriorityInput', { ticketId: id, priority: 'HIGH' })
  expect(await jobs()).toEqual([])
})

test('a deleted message is forgotten in the same transaction, and on every node', async () => {
  const other = await testApp({ jobs: false, database: app.database })
  try {
    const id = await resolved(ben, 'Hello', ['xylophone'], 'The xylophone of my grandmother squeaks terribly')
    await learn()
    const { id: asked } = await openTicket(app, buyer, 'Hi', 'The xylophone of my grandmother squeaks terribly')
    const tags = async (node: TestApp) =>
      (await node.gql(ruth, `query ($id: ID!) { ticket(id: $id) { tagSuggestions } }`, { id: asked })).data.ticket
        .tagSuggestions as string[]
    expect(await tags(app)).toContain('xylophone')
    expect(await tags(other)).toContain('xylophone')
    const [message] = await app.sql<{ id: string }>('select id from ticket_messages where ticket_id = $1', [uuidIn(id)])
    const before = (await learned(id))!['features'].length
    await mutate(ruth, 'deleteMessage', 'DeleteMessageInput', { messageId: gid('Message', message!.id) })
    expect(await learned(id)).toBeUndefined()
    expect(await tags(app)).not.toContain('xylophone')
    expect(await tags(other)).not.toContain('xylophone')
    // What is left of the ticket is learned again.
    await learn()
    expect((await learned(id))!['features'].length).toBeLessThan(before)
  } finally {
    await other.close()
  }
})

test('a tag or subject that a background job removes is forgotten in the same transaction', async () => {
  for (const change of ["tags = '{}'", "subject = 'Removed'"]) {
    const id = await resolved(ben, 'A bassoon', ['bassoon of Mira'])
    await learn()
    await asIdentity(pools, MAINTENANCE, 'write', () =>
      statement(`UPDATE support_tickets SET ${change} WHERE id = $1`).rows(uuidIn(id)),
    )
    expect(await learned(id)).toBeUndefined()
    await learn()
    expect(await learned(id)).toMatchObject({ agent_id: ben.id })
  }
})

test('without the trigger, a deleted message would still be known (control)', async () => {
  const id = await resolved(ben, 'Hello', ['oboe'], 'My oboe leaks')
  await learn()
  await app.sql('alter table ticket_messages disable trigger forget_message')
  await app.sql('update ticket_messages set body = null where ticket_id = $1', [uuidIn(id)])
  await app.sql('alter table ticket_messages enable trigger forget_message')
  expect(await learned(id)).toBeDefined()
})

test('a job that reads a text while it is being deleted does not learn it', async () => {
  const id = await resolved(ben, 'Hello', ['tuba'], 'The valves of my tuba are stuck')
  const uuid = uuidIn(id)
  const erase = `update ticket_messages set body = null, deleted_at = now() where ticket_id = '${uuid}'`
  await whileLocked(app, erase, () => learnTicket(pools, uuid))
  const { id: same } = await openTicket(app, buyer, 'Hello', '…')
  await mutate(ben, 'updateTags', 'UpdateTagsInput', { ticketId: same, add: ['tuba'] })
  await mutate(ben, 'setStatus', 'SetStatusInput', { ticketId: same, status: 'CLOSED' })
  await learn()
  expect((await learned(id))!['features']).toEqual((await learned(same))!['features'])
})

test('an edited message replaces what was learned', async () => {
  const id = await resolved(anna, 'Hello', ['cello'], 'My cello is out of tune')
  await learn()
  const [message] = await app.sql<{ id: string }>('select id from ticket_messages where ticket_id = $1', [uuidIn(id)])
  const before = (await learned(id))!['features'].length
  await mutate(buyer, 'editMessage', 'EditMessageInput', { messageId: gid('Message', message!.id), body: 'Never mind' })
  expect(await jobs()).toEqual([uuidIn(id)])
  await learn()
  expect((await learned(id))!['features'].length).toBeLessThan(before)
})

test('imported tickets are learned by the scheduled job, and deleted ones are forgotten', async () => {
  const id = await resolved(ben, 'The imported walrus', ['walrus'])
  await app.sql('delete from graphile_worker._private_jobs')
  await learnMissing(pools)
  expect(await learned(id)).toMatchObject({ agent_id: ben.id, tags: ['walrus'] })
  const { id: asked } = await openTicket(app, buyer, 'The imported walrus', 'Thank you.')
  expect((await ask(ruth, asked, 'tagSuggestions')).tagSuggestions).toContain('walrus')
  await app.sql('delete from support_tickets where id = $1', [uuidIn(id)])
  expect((await ask(ruth, asked, 'tagSuggestions')).tagSuggestions).not.toContain('walrus')
})

test('participants, the assignee, disabled staff and whoever has returned the ticket are not suggested', async () => {
  const carl = await app.actor('agent', 'Carl')
  const { id } = await openTicket(app, buyer, 'Anybody there?')
  const names = async () => (await suggestionsFor(id)).map(({ agent }) => agent.name).toSorted()
  expect(await names()).toEqual(['Anna', 'Ben', 'Carl'])
  await mutate(anna, 'claim', 'TicketIdInput', { ticketId: id })
  expect(await names()).toEqual(['Ben', 'Carl'])
  await mutate(anna, 'unclaim', 'TicketIdInput', { ticketId: id })
  expect(await names()).toEqual(['Ben', 'Carl'])
  await mutate(ruth, 'disablePerson', 'UserIdInput', { userId: gid('User', carl.id) })
  expect(await names()).toEqual(['Ben'])
})

test('tickets in any language are learned, also those of colleagues who have left', async () => {
  const dora = await app.actor('agent', 'Dora')
  await resolved(dora, '荷物が届きません', ['返金'])
  await resolved(ben, 'Возврат денег за сломанный телефон', ['возврат'])
  await learn()
  await mutate(ruth, 'disablePerson', 'UserIdInput', { userId: gid('User', dora.id) })
  const [japanese, russian] = ['荷物がまだ届きません', 'Сломанный телефон, возврат денег']
  for (const [subject, tag] of [
    [japanese, '返金'],
    [russian, 'возврат'],
  ] as const) {
    const { id } = await openTicket(app, buyer, subject, 'Thank you.')
    expect((await ask(ruth, id, 'tagSuggestions')).tagSuggestions[0]).toBe(tag)
    const { agent, reasons } = (await suggestionsFor(id))[0]!
    if (subject === russian)
      expect([agent.name, reasons[0]]).toEqual(['Ben', 'Resolved 1 ticket like this, tagged возврат'])
    else expect(agent.name).not.toBe('Dora')
  }
})

test('a node can load what was learned before it is asked', async () => {
  const model = new NodeModel()
  await model.preload(pools)
  const { size } = await asIdentity(pools, STAFF_CLASS, 'read', () => model.current())
  expect(await app.sql('select count(*)::int as size from learned_tickets')).toEqual([{ size }])
})

test('a choice is recorded once, whether it follows the suggestions or not', async () => {
  const from = new Date(0)
  const to = new Date('2100-01-01')
  const figures = () => asIdentity(pools, STAFF_CLASS, 'read', () => suggestionFigures(from, to))
  const before = await figures()
  const tickets = [await openTicket(app, buyer), await openTicket(app, buyer), await openTicket(app, buyer)]
  const [one, two, three] = tickets.map(({ id }) => id) as [string, string, string]
  const suggestedIds = [gid('User', anna.id)]
  const accept = { ticketId: one, agentId: gid('User', anna.id), suggestedIds }
  await mutate(ruth, 'assign', 'AssignInput', accept)
  await mutate(ruth, 'assign', 'AssignInput', accept)
  await mutate(ben, 'claim', 'TicketIdInput', { ticketId: two, suggestedIds })
  await mutate(ruth, 'assign', 'AssignInput', { ticketId: three, agentId: gid('User', anna.id) })
  const uses = await app.sql(
    'select suggested, assigned, accepted from suggestion_uses where ticket_id = any ($1) order by at',
    [[one, two, three].map(uuidIn)],
  )
  expect(uses).toEqual([
    { suggested: [anna.id], assigned: anna.id, accepted: true },
    { suggested: [anna.id], assigned: ben.id, accepted: false },
  ])
  expect(await figures()).toEqual({ shown: before.shown + 2, accepted: before.accepted + 1 })
})

test('requesters get no suggestions, and cannot read or delete what was learned', async () => {
  const { id } = await openTicket(app, buyer, 'Parcel late')
  expect(await ask(buyer, id, 'assignmentSuggestions { score } tagSuggestions')).toEqual({
    assignmentSuggestions: [],
    tagSuggestions: [],
  })
  for (const text of ['SELECT FROM learned_tickets', 'DELETE FROM learned_tickets', 'SELECT FROM suggestion_uses'])
    await expect(
      asIdentity(pools, { role: 'buyer', userId: buyer.id }, 'write', () => statement(text).rows()),
    ).rejects.toThrow('permission denied')
})

test('suggestions for many tickets take as many statements as for one', async () => {
  const rows = await app.sql<{ id: string }>('select id from support_tickets limit 10')
  const count = (ids: string[]) =>
    asIdentity(pools, STAFF_CLASS, 'read', async () => {
      const asked = jest.spyOn(currentOperation(), 'query')
      await suggest({ model: new NodeModel(), isOnline: () => true }, ids)
      return asked.mock.calls.length
    })
  expect(rows).toHaveLength(10)
  expect(await count(rows.map(({ id }) => id))).toBe(await count([rows[0]!.id]))
})
