import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { settled, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, sofia: Actor, daniel: Actor, ruth: Actor
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
  ruth = await app.actor('admin', 'Ruth')
  const tickets = [await openTicket(app, buyer), await openTicket(app, buyer), await openTicket(app, buyer)]
  for (const [n, who] of [sofia, daniel, daniel].entries())
    await app.gql(who, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, {
      id: tickets[n]!.id,
    })
})
afterAll(() => app.close())

const VIEW = `id name shared count viewerCanChange owner { name } orderField orderDirection filter { mine status assigneeId tags created { days from until } }`
const save = async (who: Actor, input: object) =>
  (
    await app.gql(
      who,
      `mutation ($input: SaveViewInput!) { saveView(input: $input) { view { ${VIEW} } errors { code message } } }`,
      { input },
    )
  ).data.saveView
const remove = async (who: Actor, viewId: string) =>
  (
    await app.gql(who, `mutation ($input: DeleteViewInput!) { deleteView(input: $input) { errors { code } } }`, {
      input: { viewId },
    })
  ).data.deleteView
const list = async (who: Actor) => (await app.gql(who, `{ savedViews { ${VIEW} } }`)).data.savedViews

test('a view is stored as saved, has a count, and is visible only to its owner', async () => {
  const filter = { status: ['IN_PROGRESS'], assigneeId: gid('User', daniel.id) }
  const { view } = await save(sofia, {
    name: ' Daniel’s  work ',
    filter,
    orderBy: { field: 'PRIORITY', direction: 'ASC' },
  })
  expect(view).toMatchObject({
    name: 'Daniel’s work',
    shared: false,
    count: 2,
    viewerCanChange: true,
    owner: { name: 'Sofia' },
    orderField: 'PRIORITY',
    orderDirection: 'ASC',
    filter: { ...filter, mine: null, tags: null, created: null },
  })
  expect(await list(daniel)).toEqual([])
  expect(await list(ruth)).toEqual([])
  expect((await save(daniel, { id: view.id, name: 'Mine' })).errors[0].code).toBe('NOT_FOUND')
  expect((await remove(daniel, view.id)).errors[0].code).toBe('NOT_FOUND')
})

test('"mine" in a shared view depends on the viewer, and only its owner and admins change it', async () => {
  const { view } = await save(sofia, { name: 'In my hands', shared: true, filter: { mine: true } })
  const counts = await Promise.all(
    [sofia, daniel, ruth].map(async (who) => (await list(who)).find(({ id }: any) => id === view.id).count),
  )
  expect(counts).toEqual([1, 2, 0])
  expect((await save(daniel, { id: view.id, name: 'Ours' })).errors[0].code).toBe('FORBIDDEN')
  expect((await remove(daniel, view.id)).errors[0].code).toBe('FORBIDDEN')
  expect((await save(ruth, { id: view.id, shared: false })).errors[0].code).toBe('FORBIDDEN')
  // Changing only the name keeps the filter.
  expect((await save(ruth, { id: view.id, name: 'Ours' })).view).toMatchObject({ name: 'Ours', filter: { mine: true } })
  expect((await remove(ruth, view.id)).errors).toEqual([])
  expect((await list(daniel)).map(({ id }: any) => id)).not.toContain(view.id)
})

test('invalid views are rejected, and buyers cannot save any', async () => {
  expect((await save(buyer, { name: 'Mine' })).errors[0].code).toBe('FORBIDDEN')
  expect(await list(buyer)).toEqual([])
  expect((await save(sofia, { name: '   ' })).errors[0].code).toBe('VALIDATION')
  expect((await save(sofia, { name: 'x'.repeat(61) })).errors[0].code).toBe('VALIDATION')
  const bad = await app.gql(
    sofia,
    `mutation { saveView(input: { name: "x", filter: { text: "\\u0000" } }) { errors { code } } }`,
  )
  expect(bad.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT')
})

test('one statement counts any number of views', async () => {
  await Promise.all(
    Array.from({ length: 45 }, (_, n) =>
      save(daniel, { name: `View ${n}`, filter: { text: `lamp ${n}`, mine: true } }),
    ),
  )
  const views = await list(daniel)
  expect(views).toHaveLength(45)
  expect(await save(daniel, { name: 'One more', filter: {} })).toMatchObject({ view: { count: 3 } })
})

test('a page is loaded from the middle by the cursor before it', async () => {
  const all = (
    await app.gql(sofia, `{ tickets(orderBy: { field: CREATED_AT, direction: ASC }) { edges { cursor node { id } } } }`)
  ).data.tickets.edges
  const at = async (position: number) =>
    (
      await app.gql(
        sofia,
        `query ($n: Int!) { ticketCursorAt(orderBy: { field: CREATED_AT, direction: ASC }, position: $n) }`,
        { n: position },
      )
    ).data.ticketCursorAt
  expect(await at(0)).toBeNull()
  for (const n of [1, 2]) expect(await at(n)).toBe(all[n - 1].cursor)
  const page = await app.gql(
    sofia,
    `query ($after: String) { tickets(orderBy: { field: CREATED_AT, direction: ASC }, after: $after) { edges { node { id } } } }`,
    { after: await at(2) },
  )
  expect(page.data.tickets.edges[0].node).toEqual(all[2].node)
})

test('the longest waiting for staff come first, across pages; tickets that do not wait come last', async () => {
  const [first, second, third, answered] = [
    await openTicket(app, buyer),
    await openTicket(app, buyer),
    await openTicket(app, buyer),
    await openTicket(app, buyer),
  ]
  await reply(app, sofia, answered!.id, 'Here you are.')
  // Another message does not move them to the end of the queue.
  await reply(app, buyer, first!.id, 'Still nothing?')
  const tag = 'queue'
  for (const { id } of [first, second, third, answered])
    await app.gql(
      sofia,
      `mutation ($id: ID!) { updateTags(input: { ticketId: $id, add: ["${tag}"] }) { errors { code } } }`,
      { id },
    )

  const ORDER = 'orderBy: { field: WAITING, direction: ASC }'
  const seen: string[] = []
  let after: string | null = null
  do {
    const { data } = await app.gql(
      sofia,
      `query ($after: String) { tickets(filter: { tags: ["${tag}"] }, ${ORDER}, first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    seen.push(data.tickets.edges[0].node.id)
    after = data.tickets.pageInfo.hasNextPage ? data.tickets.pageInfo.endCursor : null
  } while (after)
  expect(seen).toEqual([first, second, third, answered].map((ticket) => ticket!.id))

  const { data } = await app.gql(sofia, `{ ticketCursorAt(filter: { tags: ["${tag}"] }, ${ORDER}, position: 3) }`)
  const rest = await app.gql(
    sofia,
    `query ($after: String) { tickets(filter: { tags: ["${tag}"] }, ${ORDER}, after: $after) { edges { node { id } } } }`,
    { after: data.ticketCursorAt },
  )
  expect(rest.data.tickets.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([answered!.id])
})

test('periods of some days stay relative, others do not move; a view counts the same tickets as the list', async () => {
  const all = (await app.gql(sofia, '{ tickets { totalCount } }')).data.tickets.totalCount
  await app.sql(`update support_tickets set created_at = now() - interval '3 days' where ticket_number = 'TC-0001'`)
  const range = { from: '2020-01-01T00:00:00.000Z', until: '2020-02-01T00:00:00.000Z' }
  for (const [period, count, timeZone] of [
    [{ days: 1 }, all - 1, 'Europe/Berlin'],
    [{ days: 7 }, all, null],
    [range, 0, null],
    [{ from: range.from }, all, null],
  ] as const) {
    const created = { ...period, timeZone }
    const { view } = await save(ruth, { name: 'Period', filter: { created } })
    expect(view.count).toBe(count)
    expect(view.filter.created).toEqual({ days: null, from: null, until: null, ...period })
    const listed = await app.gql(ruth, `query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }`, {
      filter: { created },
    })
    expect(listed.data.tickets.totalCount).toBe(count)
    await remove(ruth, view.id)
  }
  for (const created of [{ days: 0 }, { days: 1, timeZone: 'Nowhere/Land' }, { days: 1, timeZone: '+01:00' }]) {
    const { errors } = await app.gql(
      ruth,
      `query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }`,
      {
        filter: { created },
      },
    )
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
})

test('changed views are published to all staff if shared, and otherwise to their owner', async () => {
  await settled(app)
  const clients = [wsClient(app, sofia), wsClient(app, daniel)]
  const [own, colleague] = clients.map((client) =>
    subscribe(
      client,
      'subscription { savedViewChanged { id view { name count viewerCanChange } } }',
      {},
      { followed: true },
    ),
  )
  for (const feed of [own!, colleague!]) expect((await feed.next()).extensions).toEqual({ followed: true })
  const change = async (feed: typeof own) => (await feed!.next()).data.savedViewChanged

  const { view } = await save(sofia, { name: 'Live', filter: { unassigned: false } })
  expect(await change(own)).toEqual({ id: view.id, view: { name: 'Live', count: 3, viewerCanChange: true } })
  await save(sofia, { id: view.id, shared: true })
  expect(await change(own)).toMatchObject({ id: view.id, view: { viewerCanChange: true } })
  // The colleague's first change is that the view is shared.
  expect(await change(colleague)).toEqual({ id: view.id, view: { name: 'Live', count: 3, viewerCanChange: false } })
  await save(sofia, { id: view.id, shared: false })
  expect(await change(colleague)).toEqual({ id: view.id, view: null })
  expect((await change(own)).view.name).toBe('Live')
  await remove(sofia, view.id)
  expect(await change(own)).toEqual({ id: view.id, view: null })
  expect(colleague!.pending()).toEqual([])
  for (const client of clients) await client.dispose()
})
