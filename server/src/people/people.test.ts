import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../../test/eventually.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, post, reply, type TestApp, testApp } from '../../test/testApp.ts'

const PASSWORD = 'a long enough password'

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

type Input = Record<string, unknown>

/** Does something to a person or an invitation, and returns the payload. */
async function change(who: Actor, mutation: string, input: Input, more = '') {
  const type = {
    invitePerson: 'InvitePersonInput',
    resendInvitation: 'InvitationIdInput',
    cancelInvitation: 'InvitationIdInput',
    changeRole: 'ChangeRoleInput',
    renamePerson: 'RenamePersonInput',
    setExpertise: 'SetExpertiseInput',
  }[mutation]
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type ?? 'UserIdInput'}!) { ${mutation}(input: $input) { ${more} errors { code path } } }`,
    { input },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}
const codes = ({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code)
const idOf = ({ id }: Actor) => gid('User', id)

let invitees = 0
/** Invites somebody new; returns the payload and the token of the link. */
async function invite(more: Input = {}) {
  const email = `guest${++invitees}@Parley.test`
  const payload = await change(
    admin,
    'invitePerson',
    { email, name: 'Ada Guest', role: 'BUYER', ...more },
    'link mailing invitation { id email mailedAt }',
  )
  return { ...payload, token: tokenIn(payload.link) }
}
const tokenIn = (link: string): string => new URL(link, 'http://desk').searchParams.get('token')!

const send = (path: string, body: object) =>
  fetch(`${app.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const accept = (token: string, more: object = {}) =>
  send('/invitation/accept', { token, name: 'Ada Lovelace', password: PASSWORD, ...more })
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

describe('an invitation', () => {
  test('makes the person, their shop and their way in, signs them in, and works once', async () => {
    const { token, link, mailing, invitation } = await invite({ role: 'SELLER', shopName: 'Ada’s Engines' })
    expect([link.startsWith('/invitation?token='), mailing]).toEqual([true, false])
    expect(await (await send('/invitation', { token })).json()).toEqual({
      email: invitation.email,
      name: 'Ada Guest',
      role: 'seller',
      shopName: 'Ada’s Engines',
    })
    const accepted = await accept(token)
    expect(accepted.status).toBe(200)
    const cookie = accepted.headers.getSetCookie()[0]!.split(';')[0]!
    const viewer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: '{ viewer { name email role shops { shopName } } }' }),
    }).then((response) => response.json())
    expect(viewer).toEqual({
      data: {
        viewer: {
          name: 'Ada Lovelace',
          email: invitation.email,
          role: 'SELLER',
          shops: [{ shopName: 'Ada’s Engines' }],
        },
      },
    })
    expect((await send('/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(200)
    expect(await codeOf(await accept(token))).toBe('INVITATION_GONE')
    expect(await codeOf(await send('/invitation', { token }))).toBe('INVITATION_GONE')
  })

  test('that two accept at once makes one person', async () => {
    const { token, invitation } = await invite()
    const statuses = await Promise.all([1, 2, 3].map(async () => (await accept(token)).status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(await app.sql('select from users where email = $1', [invitation.email])).toHaveLength(1)
    expect(
      await app.sql('select from accounts a join users u on u.id = a.user_id where u.email = $1', [invitation.email]),
    ).toHaveLength(1)
  })

  test('runs out, is replaced by a new link, and can be withdrawn', async () => {
    const { token, invitation } = await invite()
    await app.sql(`update invitations set expires_at = now() where email = $1`, [invitation.email])
    expect(await codeOf(await accept(token))).toBe('INVITATION_GONE')

    const again = await change(admin, 'resendInvitation', { invitationId: invitation.id }, 'link')
    expect(await codeOf(await accept(token))).toBe('INVITATION_GONE')
    const other = await app.actor('admin', 'Omar')
    expect(codes(await change(other, 'cancelInvitation', { invitationId: invitation.id }))).toEqual([])
    expect(await codeOf(await accept(tokenIn(again.link)))).toBe('INVITATION_GONE')
    expect(codes(await change(admin, 'resendInvitation', { invitationId: invitation.id }))).toEqual(['CONFLICT'])

    const accepted = await invite()
    expect((await accept(accepted.token)).status).toBe(200)
    const id = accepted.invitation.id
    expect(codes(await change(admin, 'cancelInvitation', { invitationId: id }))).toEqual(['CONFLICT'])
  })

  test('wants a name and a password that will do, and is not used up by others', async () => {
    const { token } = await invite()
    expect(await codeOf(await accept(token, { password: 'short' }))).toBe('PASSWORD')
    expect(await codeOf(await accept(token, { name: ' ' }))).toBe('NAME')
    expect((await accept(token)).status).toBe(200)
  })

  test('is kept as a hash, and goes to nobody who is here or invited already, however fast two are', async () => {
    const { token, invitation } = await invite()
    const stored = JSON.stringify(await app.sql('select * from invitations'))
    expect(stored).not.toContain(token)
    const input = { email: invitation.email.toUpperCase(), name: 'Ada', role: 'BUYER' }
    expect(codes(await change(admin, 'invitePerson', input))).toEqual(['CONFLICT'])
    expect(codes(await change(admin, 'invitePerson', { ...input, email: buyer.email }))).toEqual(['CONFLICT'])
    const twice = { ...input, email: 'twice@parley.test' }
    const both = await Promise.all([1, 2].map(() => change(admin, 'invitePerson', twice)))
    expect(both.flatMap(codes)).toEqual(['CONFLICT'])
  })

  test.each([
    [{ email: 'nobody' }, 'email'],
    [{ email: 'a@b.c\nBcc: x@y.z' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ shopName: 'A shop' }, 'shopName'],
  ])('with %j is refused', async (more, field) => {
    const { errors } = await change(admin, 'invitePerson', { email: 'a@b.cd', name: 'A', role: 'BUYER', ...more })
    expect(errors).toEqual([{ code: 'VALIDATION', path: ['input', field] }])
  })

  test('tells who is no admin nothing about addresses', async () => {
    for (const email of [buyer.email, 'nobody@parley.test']) {
      const input = { email, name: 'A', role: 'ADMIN' }
      expect(codes(await change(agent, 'invitePerson', input))).toEqual(['FORBIDDEN'])
    }
  })
})

test('an invitation is mailed through a real mail server; that it cannot be is told', async () => {
  const mails: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as AddressInfo
  const variables = {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'desk@parley.test',
    PUBLIC_URL: 'https://desk.example',
  }
  const own = app
  app = await testApp({ variables })
  admin = await app.actor('admin', 'Ruth, of the "desk"')
  try {
    const fate = async (id: string) =>
      (
        await app.gql(admin, `query ($id: ID!) { node(id: $id) { ... on Invitation { mailedAt mailProblem } } }`, {
          id,
        })
      ).data.node
    const { link, mailing, invitation } = await invite()
    expect([link.startsWith('https://desk.example/invitation?token='), mailing]).toEqual([true, true])
    await eventually('the mail server has it', () => mails.length === 1)
    const [mail] = mails as [string]
    expect(mail).toContain(`To: ${invitation.email}`)
    expect(mail.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(link)
    await eventually('it is noted', async () => (await fate(invitation.id)).mailedAt !== null)

    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    const lost = await invite()
    await eventually('that it failed is noted', async () => (await fate(lost.invitation.id)).mailProblem !== null)
    expect((await fate(lost.invitation.id)).mailedAt).toBeNull()
  } finally {
    smtp.close(() => {})
    await app.close()
    app = own
  }
})

describe('who is what', () => {
  test('only admins change it, and nobody their own', async () => {
    for (const who of [agent, buyer]) {
      for (const mutation of ['disablePerson', 'enablePerson'])
        expect(codes(await change(who, mutation, { userId: idOf(admin) }))).toEqual(['FORBIDDEN'])
      expect(codes(await change(who, 'changeRole', { userId: idOf(who), role: 'ADMIN' }))).toEqual(['FORBIDDEN'])
    }
    expect(codes(await change(admin, 'disablePerson', { userId: idOf(admin) }))).toEqual(['FORBIDDEN'])
    expect(codes(await change(admin, 'changeRole', { userId: idOf(admin), role: 'AGENT' }))).toEqual(['FORBIDDEN'])
    expect(codes(await change(admin, 'changeRole', { userId: gid('User', 'x'), role: 'AGENT' }))).toEqual(['NOT_FOUND'])
  })

  test('of two admins who shut each other out at once, one stays', async () => {
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

  test('an agent who is shut out leaves their tickets to the queue, and the histories say so', async () => {
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

  test('who leaves the staff leaves their tickets too; who only moves within it keeps them', async () => {
    const { id } = await openTicket(app, buyer)
    await app.gql(agent, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
    const role = (to: string) => change(admin, 'changeRole', { userId: idOf(agent), role: to }, 'returnedTickets')
    expect((await role('ADMIN')).returnedTickets).toBe(0)
    expect((await role('BUYER')).returnedTickets).toBe(1)
  })

  test('who was shut out comes back by signing in again, not by what they had', async () => {
    const { token, invitation } = await invite()
    const cookie = (await accept(token)).headers.getSetCookie()[0]!.split(';')[0]!
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
    // Viewers are believed for a moment, until the hint has arrived.
    await eventually('they are nobody here any more', viewerBy, (viewer) => viewer === null)
    expect((await send('/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(403)
    await change(admin, 'enablePerson', { userId })
    expect(await viewerBy()).toBeNull()
    expect((await send('/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(200)
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

  test('every admin hears of people and invitations; agents do not', async () => {
    const other = await app.actor('admin', 'Omar')
    const WATCH = `subscription { personChanged { person { id name disabledAt } invitation { email cancelledAt } } }`
    const clients = [wsClient(app, admin), wsClient(app, other)]
    const feeds = clients.map((client) => subscribe(client, WATCH))
    // A subscription is not answered until something happens: said until both have heard.
    await eventually('both follow', async () => {
      await app.sql(`select publish_change('people', $1, null)`, [buyer.id])
      return feeds.every((feed) => feed.pending().length > 0)
    })
    await change(admin, 'renamePerson', { userId: idOf(buyer), name: 'Mira C.' })
    const { invitation } = await invite()
    for (const feed of feeds) {
      await feed.until(({ data }) => data.personChanged.person?.name === 'Mira C.')
      await feed.until(({ data }) => data.personChanged.invitation?.email === invitation.email)
    }
    for (const client of clients) await client.dispose()
    const refused = await subscribe(wsClient(app, agent), WATCH).next()
    expect(refused.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  test('a ticket that staff open for somebody is that person’s, live, and waits for them', async () => {
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
