import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { connect } from '../platform/database/connect.ts'

let app: TestApp
let admin: Actor, agent: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

const PERSON = 'person { id name role email isService }'

/** A service account and its token. */
async function service(
  name: string,
  role: 'AGENT' | 'ADMIN' = 'AGENT',
  scopes = ['READ', 'WRITE', 'MANAGE'],
): Promise<Actor> {
  const { person } = await mutate(app, admin, 'createServiceAccount', { name, role }, PERSON)
  const { secret } = await mutate(app, admin, 'createApiToken', { name: 'Main', scopes, userId: person.id }, 'secret')
  return { id: uuidIn(person.id), name, role: role.toLowerCase() as 'agent', email: '', token: secret }
}

test('an admin creates one with a name and a role; it is audited and has no address', async () => {
  const { person, errors } = await mutate(
    app,
    admin,
    'createServiceAccount',
    { name: ' Shop  sync', role: 'AGENT' },
    PERSON,
  )
  expect(errors).toEqual([])
  expect(person).toMatchObject({ name: 'Shop sync', role: 'AGENT', email: null, isService: true })
  expect(
    await app.sql(`select actor_id from audit_log where kind = 'person_added' and target_id = $1`, [uuidIn(person.id)]),
  ).toEqual([{ actor_id: admin.id }])
})

test('agents and buyers cannot create one, and it is staff', async () => {
  for (const who of [agent, buyer])
    expect(codes(await mutate(app, who, 'createServiceAccount', { name: 'x', role: 'ADMIN' }))).toEqual(['FORBIDDEN'])
  for (const input of [
    { name: 'x', role: 'BUYER' },
    { name: ' ', role: 'AGENT' },
  ])
    expect(codes(await mutate(app, admin, 'createServiceAccount', input))).toEqual(['VALIDATION'])
})

test('it answers tickets under its own name, and the history marks it', async () => {
  const bot = await service('Order bot')
  const ticket = await openTicket(app, buyer)
  expect(codes(await mutate(app, bot, 'claim', { ticketId: ticket.id }))).toEqual([])
  await reply(app, bot, ticket.id, 'Your order is on its way.')
  const { data } = await app.gql(
    buyer,
    `query ($id: ID!) { ticket(id: $id) { timeline(first: 20) { edges { node { __typename actor { name isService } } } } } }`,
    { id: ticket.id },
  )
  const actors = data.ticket.timeline.edges.map(({ node }: any) => node.actor)
  expect(actors).toContainEqual({ name: 'Order bot', isService: true })
  expect(actors).toContainEqual({ name: buyer.name, isService: false })
})

test('its token has at most the scopes of its role', async () => {
  const { person } = await mutate(app, admin, 'createServiceAccount', { name: 'Small', role: 'AGENT' }, PERSON)
  const input = { name: 'Main', scopes: ['ADMIN'], userId: person.id }
  expect(codes(await mutate(app, admin, 'createApiToken', input))).toEqual(['FORBIDDEN'])
})

test('nobody can sign in with it, by whatever means', async () => {
  const { id } = await service('Locked')
  const insert = (text: string) => app.sql(text, [id])
  await expect(
    insert(`insert into accounts (user_id, account_id, provider_id, password) values ($1, 'a', 'credential', 'x')`),
  ).rejects.toThrow('A service account cannot sign in.')
  await expect(
    insert(`insert into sign_ins (user_id, token, expires_at) values ($1, 't', now() + interval '1 day')`),
  ).rejects.toThrow('A service account cannot sign in.')
})

test('tickets that nobody has are not assigned to it, and it gets no mail', async () => {
  const bot = await service('Quiet bot')
  expect(await app.sql('select id from agents_for(null) as a (id) where id = $1', [bot.id])).toEqual([])
  expect(await app.sql('select is_made_up(email) as made_up from users where id = $1', [bot.id])).toEqual([
    { made_up: true },
  ])
})

test('disabling it revokes its tokens', async () => {
  const bot = await service('Short-lived')
  expect(codes(await mutate(app, admin, 'disablePerson', { userId: gid('User', bot.id) }))).toEqual([])
  expect(((await app.gql(bot, '{ tickets { totalCount } }')).errors as any)[0].extensions.code).toBe('UNAUTHENTICATED')
})

// Last: disabling the admin revokes their token.
test('a service account with the role of an admin is not the last admin', async () => {
  await service('Admin bot', 'ADMIN', ['READ', 'ADMIN'])
  const second = await app.actor('admin')
  await mutate(app, second, 'disablePerson', { userId: gid('User', admin.id) })
  const client = await connect(app.database.roleUrls.staff, 'test')
  await client.query(`set parley.viewer_role = 'admin'; set parley.viewer_id = '${admin.id}'`)
  const demote = client.query(`update users set role = 'agent' where id = $1`, [second.id])
  await expect(demote).rejects.toThrow('The last admin')
  await client.end()
})
