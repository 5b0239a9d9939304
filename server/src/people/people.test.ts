import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { postAuth } from '../../test/authApi.ts'
import { eventually } from '../../test/eventually.ts'
import { accept, invite, PASSWORD } from '../../test/inviting.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, post, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let admin: Actor
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  admin = await app.actor('admin', 'Ruth')
  agent = await app.actor('agent', 'Sofia')
  buyer = await app.actor('buyer', 'Mira')
})
afterAll(() => app.close())

/** Runs a mutation on a person or an invitation, and returns its payload. */
const change = (who: Actor, name: string, input: object, more?: string) => mutate(app, who, name, input, more)
const idOf = ({ id }: Actor) => gid('User', id)

describe('roles', () => {
  test('only admins change roles, and never their own', async () => {
    for (const who of [agent, buyer]) {
      for (const mutation of ['disablePerson', 'enablePerson'])
        expect(codes(await change(who, mutation, { userId: idOf(admin) }))).toEqual(['FORBIDDEN'])
      expect(codes(await change(who, 'changeRole', { userId: idOf(who), role: 'ADMIN' }))).toEqual(['FORBIDDEN'])
    }
    expect(codes(await change(admin, 'disablePerson', { userId: idOf(admin) }))).toEqual(['FORBIDDEN'])
    expect(codes(await change(admin, 'changeRole', { userId: idOf(admin), role: 'AGENT' }))).toEqual(['FORBIDDEN'])
    expect(codes(await change(admin, 'changeRole', { userId: gid('User', 'x'), role: 'AGENT' }))).toEqual(['NOT_FOUND'])
  })

  test('of two admins who disable each other concurrently, one stays', async () => {
    await app.sql(`update users set role = 'buyer' where role = 'admin'`)
    const two = [await app.actor('admin'), await app.actor('admin')] as const
    for (let round = 0; round < 10; round++) {
      await app.sql('update users set disabled_at = null where id = any ($1)', [two.map(({ id }) => id)])
      await app.sql('update api_tokens set revoked_at = null where user_id = any ($1)', [two.map(({ id }) => id)])
      const changes = [change(two[0], 'disablePerson', { userId: idOf(two[1]) })]
      changes.push(change(two[1], 'disablePerson', { userId: idOf(two[0]) }))
      await Promise.allSettled(changes)
      const left = await app.sql(`select from users where role = 'admin' and disabled_at is null`)
      expect(left).toHaveLength(1)
    }
  })

  test('the tickets of a disabled agent return to the queue, which their histories record', async () => {
    const open = await openTicket(app, buyer, 'Open')
    const done = await openTicket(app, buyer, 'Done')
    for (const { id } of [open, done])
      await app.gql(agent, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
    await app.gql(
      agent,
      `mutation ($id: ID!) { setStatus(input: { ticketId: $id, status: RESOLVED }) { errors { code } } }`,
      {
        id: done.id,
      },
    )
    const result = await change(
      admin,
      'disablePerson',
      { userId: idOf(agent) },
      'returnedTickets person { disabledAt isOnline }',
    )
    expect(result).toMatchObject({ errors: [], returnedTickets: 1, person: { disabledAt: expect.any(String) } })
    const { data } = await app.gql(
      admin,
      `query ($open: ID!, $done: ID!) { open: ticket(id: $open) { ...T } done: ticket(id: $done) { ...T } }
       fragment T on Ticket { status assignee { id } timeline(last: 3) { edges { node { __typename actor { id }
         ... on AssignmentEntry { claimed assignee { id } } } } } }`,
      { open: open.id, done: done.id },
    )
    expect(data.done).toMatchObject({ status: 'RESOLVED', assignee: { id: idOf(agent) } })
    expect(data.open).toMatchObject({ status: 'OPEN', assignee: null })
    const entries = data.open.timeline.edges.map(({ node }: any) => node)
    expect(entries).toContainEqual(
      expect.objectContaining({ __typename: 'AssignmentEntry', actor: { id: idOf(admin) }, assignee: null }),
    )
  })

  test('a person who leaves the staff loses their tickets; one who changes between staff roles keeps them', async () => {
    const { id } = await openTicket(app, buyer)
    await app.gql(agent, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
    const role = (to: string) => change(admin, 'changeRole', { userId: idOf(agent), role: to }, 'returnedTickets')
    expect((await role('ADMIN')).returnedTickets).toBe(0)
    expect((await role('BUYER')).returnedTickets).toBe(1)
  })

  test('an enabled person must sign in again; earlier sign-ins stay invalid', async () => {
    const { token, invitation } = await invite(app, admin)
    const cookie = (await accept(app, token)).headers.getSetCookie()[0]!.split(';')[0]!
    const viewerBy = async () => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query: '{ viewer { id } }' }),
      })
      return ((await response.json()) as any).data.viewer?.id ?? null
    }
    const userId = await viewerBy()
    expect(userId).not.toBeNull()
    await change(admin, 'disablePerson', { userId })
    // Viewers are cached briefly, until the hint arrives.
    await eventually('they are signed out', viewerBy, (viewer) => viewer === null)
    expect((await postAuth(app, '/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(403)
    await change(admin, 'enablePerson', { userId })
    expect(await viewerBy()).toBeNull()
    expect((await postAuth(app, '/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(200)
  })

  test('a name, expertise and a team are set, and checked', async () => {
    const fields = 'person { name expertise team }'
    const userId = idOf(agent)
    await change(admin, 'renamePerson', { userId, name: '  Sofia  L. ' })
    const set = await change(
      admin,
      'setExpertise',
      { userId, expertise: ['Lamps', 'lamps', 'Refunds'], team: 'Customer Service' },
      fields,
    )
    expect(set).toEqual({
      errors: [],
      person: { name: 'Sofia L.', expertise: ['lamps', 'Refunds'], team: 'Customer Service' },
    })
    expect(codes(await change(admin, 'setExpertise', { userId, expertise: [], team: 'Nowhere' }))).toEqual([
      'NOT_FOUND',
    ])
    expect(codes(await change(admin, 'setExpertise', { userId: idOf(buyer), expertise: [] }))).toEqual(['VALIDATION'])
    expect(codes(await change(admin, 'renamePerson', { userId: idOf(admin), name: 'Ruth A.' }))).toEqual([])
  })
})

describe('live', () => {
  test.each([
    ['disablePerson', true],
    ['renamePerson', false],
  ])('%s ends the open feeds of the person: %s', async (mutation, ends) => {
    const ticket = await openTicket(app, buyer)
    const { cursor } = (await app.gql(agent, `{ ticket(number: "${ticket.number}") { cursor } }`)).data.ticket
    const client = wsClient(app, agent)
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    )
    const feed = subscribe(
      client,
      `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) {
      ... on TicketEvent { entry { ... on MessageEntry { message { body } } } } } }`,
      { id: ticket.id, after: cursor },
    )
    await reply(app, buyer, ticket.id, 'before')
    await feed.next()
    await change(admin, mutation, { userId: idOf(agent), ...(!ends && { name: 'Sofia L.' }) })
    for (let n = 0; n < 20; n++) await reply(app, buyer, ticket.id, `after ${n}`)
    if (!ends) {
      await feed.until(({ data }) => data.ticketEvents.entry.message?.body === 'after 19')
      return client.dispose()
    }
    expect(await closed).toBe(4403)
    const delivered = feed.pending().map(({ data }) => data.ticketEvents.entry?.message?.body)
    expect(delivered.filter((body) => body?.startsWith('after'))).toEqual([])
  })

  test('every admin receives changes of people and invitations; agents do not', async () => {
    const other = await app.actor('admin', 'Omar')
    const WATCH = `subscription { personChanged { person { id name disabledAt } invitation { email cancelledAt } } }`
    const clients = [wsClient(app, admin), wsClient(app, other)]
    const feeds = clients.map((client) => subscribe(client, WATCH))
    // A subscription gets no response until something happens, so the change is repeated until both have received it.
    await eventually('both follow', async () => {
      await app.sql(`select publish_change('people', $1, null)`, [buyer.id])
      return feeds.every((feed) => feed.pending().length > 0)
    })
    await change(admin, 'renamePerson', { userId: idOf(buyer), name: 'Mira C.' })
    const { invitation } = await invite(app, admin)
    for (const feed of feeds) {
      await feed.until(({ data }) => data.personChanged.person?.name === 'Mira C.')
      await feed.until(({ data }) => data.personChanged.invitation?.email === invitation.email)
    }
    for (const client of clients) await client.dispose()
    const refused = await subscribe(wsClient(app, agent), WATCH).next()
    expect(refused.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  test('a ticket that staff create for a person belongs to that person, appears live, and waits for them', async () => {
    const client = wsClient(app, buyer)
    const feed = subscribe(
      client,
      `subscription ($after: Cursor) { inboxEvents(after: $after) { ... on InboxUpdate { tickets { subject waitingOn requester { id } lastMessage { author { id } } } } } }`,
      { after: (await app.gql(buyer, '{ tickets(first: 1) { cursor } }')).data.tickets.cursor },
    )
    const created = await app.gql(
      agent,
      `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id requester { id } } errors { code } } }`,
      {
        input: {
          subject: 'Your parcel',
          body: 'It came back to us.',
          clientId: crypto.randomUUID(),
          requesterId: idOf(buyer),
        },
      },
    )
    expect(created.data.createTicket).toMatchObject({ errors: [], ticket: { requester: { id: idOf(buyer) } } })
    const [update] = await feed.until(({ data }) => data.inboxEvents.tickets.length > 0)
    expect(update.data.inboxEvents.tickets[0]).toEqual({
      subject: 'Your parcel',
      waitingOn: 'REQUESTER',
      requester: { id: idOf(buyer) },
      lastMessage: { author: { id: idOf(agent) } },
    })
    await client.dispose()
  })
})

test('lists are searched, filtered and paged by name', async () => {
  const mark = 'Zz100%_'
  for (const name of [`${mark} B`, `${mark} A`, `${mark} C`, 'Zz100xx D']) await app.actor('seller', name)
  const list = (variables: object) =>
    app.gql(
      admin,
      `query ($text: String, $role: [Role!], $after: String, $disabled: Boolean) {
        users(text: $text, role: $role, first: 2, after: $after, disabled: $disabled) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }`,
      variables as Record<string, unknown>,
    )
  const names = ({ data }: any) => data.users.edges.map(({ node }: any) => node.name)
  const first = await list({ text: mark.toLowerCase(), role: ['SELLER'] })
  expect([names(first), first.data.users.totalCount]).toEqual([[`${mark} A`, `${mark} B`], 3])
  const { endCursor: after } = first.data.users.pageInfo
  expect(names(await list({ text: mark, after }))).toEqual([`${mark} C`])
  expect(names(await list({ text: mark, role: ['BUYER'] }))).toEqual([])
  expect(names(await list({ text: mark, disabled: true }))).toEqual([])
  expect((await post(app.url, agent, '{ invitations { totalCount } }')).errors?.[0]!.extensions['code']).toBe(
    'BAD_USER_INPUT',
  )
})
