import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { auditEntries } from '../../test/auditing.ts'
import { settled, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let buyer: Actor, sofia: Actor, daniel: Actor, ruth: Actor, noor: Actor
let tickets: string[]
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
  ruth = await app.actor('admin', 'Ruth')
  noor = await app.actor('admin', 'Noor')
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.sql('delete from desk_tags; delete from macros; delete from saved_views; delete from batch_jobs')
  await app.sql(`update support_tickets set tags = '{}'`)
  tickets = []
  for (const tags of [['refund'], ['vip', 'refund', 'money back'], ['money back'], []]) {
    const { id } = await openTicket(app, buyer)
    await tag(id, tags)
    tickets.push(id)
  }
})

const tag = async (id: string, tags: readonly string[]) => {
  const text = `mutation ($input: UpdateTagsInput!) { updateTags(input: $input) { errors { code } } }`
  const { data } = await app.gql(sofia, text, { input: { ticketId: id, add: tags } })
  expect(data.updateTags.errors).toEqual([])
}
const change = async (who: Actor, field: string, input: object) => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`
  const selection = '{ tag { name color formerNames } errors { code path } }'
  const { data } = await app.gql(who, `mutation ($input: ${type}) { ${field}(input: $input) ${selection} }`, { input })
  return data[field]
}
const done = async (who: Actor, field: string, input: object) => {
  const result = await change(who, field, input)
  expect(result.errors).toEqual([])
  return result.tag
}
const refused = async (who: Actor, field: string, input: object) => (await change(who, field, input)).errors[0]
const tagsOf = async (ids = tickets) =>
  (
    await app.sql<{ tags: string[] }>(
      `select tags from unnest($1::uuid[]) with ordinality as w (id, n) join support_tickets t using (id) order by n`,
      [ids.map(uuidIn)],
    )
  ).map(({ tags }) => tags)
const uses = async (who: Actor) =>
  (await app.gql(who, '{ tagUses { tag { name color } ticketCount openCount } }')).data.tagUses
const saveMacro = (who: Actor, input: object) =>
  app.gql(who, 'mutation ($input: SaveMacroInput!) { saveMacro(input: $input) { errors { code } } }', {
    input: { body: '', isShared: false, ...input },
  })
const saveView = (who: Actor, name: string, filter: object) =>
  app.gql(who, 'mutation ($input: SaveViewInput!) { saveView(input: $input) { errors { code } } }', {
    input: { name, filter },
  })
const macros = () =>
  app.sql('select name, add_tags, remove_tags from macros order by name') as Promise<Record<string, unknown>[]>
const views = () => app.sql('select name, filter from saved_views order by name') as Promise<Record<string, any>[]>

test('a renamed tag has its new name everywhere, also in what belongs to others, and no ticket has changed otherwise', async () => {
  await reply(app, sofia, tickets[1]!, 'Hello')
  await saveMacro(daniel, { name: 'Pay', addTags: ['refund'], removeTags: ['vip'] })
  await saveView(daniel, 'Money', { tags: ['refund', 'vip'], unread: true })
  await app.sql(
    `insert into learned_tickets (ticket_id, agent_id, tags, features) values ($1, $2, '{vip,refund}', '{1}') on conflict (ticket_id) do update set tags = excluded.tags`,
    [uuidIn(tickets[1]!), sofia.id],
  )
  const [{ id: job }] = (await app.sql<{ id: string }>(
    `insert into batch_jobs (owner_id, changes) values ($1, '{"addTags": ["refund"], "priority": "low"}') returning id`,
    [daniel.id],
  )) as [{ id: string }]
  await app.sql(
    `insert into batch_items (job_id, position, owner_id, ticket_id, before, after) values ($1, 1, $2, $3, '{"tags": []}', '{"tags": ["refund"]}')`,
    [job, daniel.id, uuidIn(tickets[0]!)],
  )
  await app.sql(`update support_tickets set status = 'resolved' where id = $1`, [uuidIn(tickets[0]!)])
  const state = () =>
    app.sql(
      'select id, last_seq, public_seq, updated_at, last_key, (select count(*)::int from ticket_events e where e.ticket_id = t.id) as events from support_tickets t order by id',
    )
  const before = await state()
  await done(ruth, 'setTagColor', { tag: 'refund', color: 'RED' })

  expect(await done(ruth, 'renameTag', { tag: 'refund', name: '  Money  out ' })).toEqual({
    name: 'Money out',
    color: 'RED',
    formerNames: ['refund'],
  })
  expect(await tagsOf()).toEqual([['Money out'], ['vip', 'Money out', 'money back'], ['money back'], []])
  expect(await state()).toEqual(before)
  expect(await macros()).toEqual([{ name: 'Pay', add_tags: ['Money out'], remove_tags: ['vip'] }])
  expect((await views())[0]!['filter']).toMatchObject({ tags: ['Money out', 'vip'], unread: true })
  expect(await app.sql('select tags from learned_tickets where ticket_id = $1', [uuidIn(tickets[1]!)])).toEqual([
    { tags: ['vip', 'Money out'] },
  ])
  expect(
    await app.sql('select changes, before, after from batch_jobs j join batch_items i on i.job_id = j.id'),
  ).toEqual([
    { changes: { addTags: ['Money out'], priority: 'low' }, before: { tags: [] }, after: { tags: ['Money out'] } },
  ])
  const facts = await app.sql<{ same: boolean }>(
    'select f.tags = t.tags as same from ticket_facts f join support_tickets t on t.id = f.ticket_id',
  )
  expect(facts.length).toBeGreaterThan(0)
  expect(facts.every(({ same }) => same)).toBe(true)
  const found = await app.gql(sofia, '{ search(query: "out") { edges { node { ticket { id } } } } }')
  expect(found.data.search.edges.map(({ node }: any) => node.ticket.id).toSorted()).toEqual(
    tickets.slice(0, 2).toSorted(),
  )
  expect(await uses(ruth)).toEqual([
    { tag: { name: 'money back', color: null }, ticketCount: 2, openCount: 2 },
    { tag: { name: 'Money out', color: 'RED' }, ticketCount: 2, openCount: 1 },
    { tag: { name: 'vip', color: null }, ticketCount: 1, openCount: 1 },
  ])
  const [entry] = await auditEntries(app, ruth, { kinds: ['TAG_CHANGED'] })
  expect(entry).toMatchObject({ actor: { name: 'Ruth' } })
  expect(entry.text).toMatch(/^renamed the tag “.*refund.*” to “.*Money out.*”$/)
})

test('merged tags are one: each ticket has it once, and what was known of both is kept', async () => {
  await saveMacro(daniel, { name: 'Swap', addTags: ['refund'], removeTags: ['money back', 'vip'] })
  await saveView(daniel, 'Both', { tags: ['money back', 'refund'] })
  await done(ruth, 'setTagColor', { tag: 'refund', color: 'RED' })
  expect(await done(ruth, 'mergeTags', { tag: 'refund', into: 'money back' })).toEqual({
    name: 'money back',
    color: 'RED',
    formerNames: ['refund'],
  })
  expect(await tagsOf()).toEqual([['money back'], ['vip', 'money back'], ['money back'], []])
  expect(await macros()).toEqual([{ name: 'Swap', add_tags: ['money back'], remove_tags: ['vip'] }])
  expect((await views())[0]!['filter']).toMatchObject({ tags: ['money back'] })

  // A merged name that is used again is a tag of its own.
  await tag(tickets[3]!, ['other'])
  expect((await done(ruth, 'renameTag', { tag: 'other', name: 'refund' })).formerNames).toEqual(['other'])
  expect(await app.sql(`select name, former_names from desk_tags order by name`)).toEqual([
    { name: 'money back', former_names: [] },
    { name: 'refund', former_names: ['other'] },
  ])
})

test('a deleted tag leaves everything that used it; macros and views that were only about it are deleted', async () => {
  await saveMacro(daniel, { name: 'Only', addTags: ['refund'] })
  await saveMacro(daniel, { name: 'With text', body: 'Your money is on its way.', addTags: ['refund'] })
  await saveMacro(daniel, { name: 'Another tag', addTags: ['refund', 'vip'] })
  await saveView(daniel, 'Only', { tags: ['refund'], unread: null })
  await saveView(daniel, 'Unread', { tags: ['refund'], unread: true })
  expect(await done(ruth, 'deleteTag', { tag: 'refund' })).toBeNull()
  expect(await tagsOf()).toEqual([[], ['vip', 'money back'], ['money back'], []])
  expect(await macros()).toEqual([
    { name: 'Another tag', add_tags: ['vip'], remove_tags: [] },
    { name: 'With text', add_tags: [], remove_tags: [] },
  ])
  expect((await views()).map(({ name, filter }) => [name, filter.tags, filter.unread])).toEqual([['Unread', [], true]])
  expect(await refused(ruth, 'deleteTag', { tag: 'refund' })).toEqual({ code: 'NOT_FOUND', path: ['input', 'tag'] })
})

test('refusals: agents, unknown tags, and names in use', async () => {
  const before = await tagsOf()
  for (const [field, input] of [
    ['renameTag', { tag: 'refund', name: 'x' }],
    ['mergeTags', { tag: 'refund', into: 'vip' }],
    ['deleteTag', { tag: 'refund' }],
    ['setTagColor', { tag: 'refund', color: 'RED' }],
  ] as const) {
    expect((await refused(sofia, field, input)).code).toBe('FORBIDDEN')
    expect((await refused(ruth, field, { ...input, tag: 'unknown' })).code).toBe('NOT_FOUND')
  }
  expect(await refused(ruth, 'renameTag', { tag: 'refund', name: 'vip' })).toEqual({
    code: 'CONFLICT',
    path: ['input', 'name'],
  })
  for (const name of ['refund', ' ', 'x'.repeat(51)])
    expect((await refused(ruth, 'renameTag', { tag: 'refund', name })).code).toBe('VALIDATION')
  expect((await refused(ruth, 'mergeTags', { tag: 'refund', into: 'refund' })).code).toBe('VALIDATION')
  expect((await refused(ruth, 'mergeTags', { tag: 'refund', into: 'unknown' })).path).toEqual(['input', 'into'])
  expect(await tagsOf()).toEqual(before)
})

test('staff who follow learn of a change, with the names by which the tag was known', async () => {
  await settled(app)
  const client = wsClient(app, sofia)
  const feed = subscribe(
    client,
    'subscription { tagChanged { tag { name color formerNames } } }',
    {},
    { followed: true },
  )
  expect((await feed.next()).extensions).toEqual({ followed: true })
  const next = async () => (await feed.next()).data.tagChanged.tag
  await done(ruth, 'renameTag', { tag: 'refund', name: 'Money out' })
  expect(await next()).toEqual({ name: 'Money out', color: null, formerNames: ['refund'] })
  await done(ruth, 'setTagColor', { tag: 'Money out', color: 'TEAL' })
  expect(await next()).toEqual({ name: 'Money out', color: 'TEAL', formerNames: ['refund'] })
  expect((await app.gql(sofia, '{ tagColors { name color } }')).data.tagColors).toEqual([
    { name: 'Money out', color: 'TEAL' },
  ])
  await done(ruth, 'deleteTag', { tag: 'vip' })
  expect(await next()).toBeNull()
  await client.dispose()
})

const adding = (id: string) => `update support_tickets set tags = tags || '{refund}' where id = '${uuidIn(id)}'`

test('a tag that is being set while it is renamed is renamed as well', async () => {
  await whileLocked(app, adding(tickets[3]!), () => done(ruth, 'renameTag', { tag: 'refund', name: 'Money out' }))
  expect((await tagsOf())[3]).toEqual(['Money out'])
  expect((await uses(ruth)).map(({ tag: { name } }: any) => name)).not.toContain('refund')
})

test('control: without the lock, the old name stays on that ticket', async () => {
  await app.sql('alter table support_tickets disable trigger hold_changed_tags')
  await whileLocked(app, adding(tickets[3]!), () => done(ruth, 'renameTag', { tag: 'refund', name: 'Money out' }))
  await app.sql('alter table support_tickets enable trigger hold_changed_tags')
  expect((await tagsOf())[3]).toEqual(['refund'])
})

test('setting tags in several ways during changes of them neither fails nor loses a tag', async () => {
  const bulk = 'mutation ($input: UpdateTicketsInput!) { updateTickets(input: $input) { errors { code } } }'
  for (let round = 0; round < 5; round++) {
    const [from, to] = round % 2 === 0 ? ['refund', 'Money out'] : ['Money out', 'refund']
    const [renamed, ...others] = await Promise.all([
      change(ruth, 'renameTag', { tag: from!, name: to! }),
      ...tickets.map((id) => tag(id, ['vip'])),
      app.gql(daniel, bulk, { input: { ticketIds: tickets, addTags: ['urgent'], removeTags: ['late'] } }),
      saveMacro(daniel, { name: `Pay ${round}`, addTags: [from!] }),
    ])
    expect(renamed.errors).toEqual([])
    for (const other of others.filter((each) => each)) expect((other as any).errors).toBeUndefined()
    await app.sql('delete from macros')
    expect((await tagsOf()).map((tags) => tags.includes(to!))).toEqual([true, true, false, false])
  }
  expect((await tagsOf()).every((tags) => tags.includes('vip') && tags.includes('urgent'))).toBe(true)
})

test('of two admins who merge two tags into each other at once, one succeeds, and all tickets have the same', async () => {
  const results = await Promise.all([
    change(ruth, 'mergeTags', { tag: 'refund', into: 'money back' }),
    change(noor, 'mergeTags', { tag: 'money back', into: 'refund' }),
  ])
  const errors = results.map((result) => result.errors[0]?.code)
  expect(new Set(errors)).toEqual(new Set(['NOT_FOUND', undefined]))
  const left = errors[0] === undefined ? 'money back' : 'refund'
  expect(await tagsOf()).toEqual([[left], ['vip', left], [left], []].map((tags) => expect.arrayContaining(tags)))
  expect(new Set((await tagsOf()).flat())).toEqual(new Set([left, 'vip']))
})

test('in a private desk, tags change also on tickets that the admin cannot see, and the admin still sees none of them', async () => {
  await app.gql(daniel, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, {
    id: tickets[1],
  })
  await tag(tickets[3]!, ['refund'])
  await app.sql(`update desk_settings set privacy = 'participants'`)
  try {
    const counts = async () => (await uses(ruth)).find((each: any) => each.tag.name === 'Money out')?.ticketCount
    const text = `mutation { renameTag(input: { tag: "refund", name: "Money out" }) { tag { name } errors { code } } }`
    expect((await app.gql(ruth, text)).data.renameTag.errors).toEqual([])
    expect((await tagsOf())[1]).toContain('Money out')
    expect(await counts()).toBe(2)
    expect(
      (await app.gql(ruth, `query ($id: ID!) { ticket(id: $id) { id } }`, { id: tickets[1] })).data.ticket,
    ).toBeNull()
    // A tag that only hidden tickets have does not exist for the admin.
    expect((await refused(ruth, 'deleteTag', { tag: 'vip' })).code).toBe('NOT_FOUND')
  } finally {
    await app.sql(`update desk_settings set privacy = 'open'`)
  }
})
