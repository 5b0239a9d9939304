import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, type TestApp, testApp } from '../../test/testApp.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { sendMessage } from '../messages/sendMessage.ts'
import { updateTickets } from '../tickets/updateTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { OWN_MAX } from './saveMacro.ts'

const MACRO = `id name body isShared usedCount viewerCanChange owner { name }
  actions { status priority addTags removeTags assignTo assignee { name } team }`

let app: TestApp
let buyer: Actor, agent: Actor, other: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  agent = await app.actor('agent', 'Sofia')
  other = await app.actor('agent', 'Daniel')
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())

async function save(actor: Actor, input: Record<string, unknown>) {
  const { data, errors } = await app.gql(
    actor,
    `mutation ($input: SaveMacroInput!) { saveMacro(input: $input) { macro { ${MACRO} } errors { code message path } } }`,
    { input: { name: `Macro ${randomUUID()}`, body: 'Hello', isShared: false, ...input } },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.saveMacro
}

async function saved(actor: Actor, input: Record<string, unknown> = {}) {
  const { macro, errors } = await save(actor, input)
  expect(errors).toEqual([])
  return macro
}

async function remove(actor: Actor, macroId: string): Promise<string[]> {
  const { data } = await app.gql(
    actor,
    'mutation ($input: DeleteMacroInput!) { deleteMacro(input: $input) { errors { code } } }',
    { input: { macroId } },
  )
  return data.deleteMacro.errors.map(({ code }: { code: string }) => code)
}

async function listed(actor: Actor, text?: string) {
  const { data } = await app.gql(actor, `query ($text: String) { macros(text: $text) { ${MACRO} } }`, { text })
  return data.macros
}
const names = async (actor: Actor): Promise<string[]> => (await listed(actor)).map(({ name }: any) => name)

async function answer(actor: Actor, ticketId: string, alsoSet: object, more: object = {}) {
  const { data, errors } = await app.gql(
    actor,
    'mutation ($input: ReplyInput!) { reply(input: $input) { message { id } ticket { status tags } errors { code message path } } }',
    { input: { ticketId, clientId: randomUUID(), body: 'Done.', alsoSet, ...more } },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.reply
}

const TICKET = `query ($id: ID!) { ticket(id: $id) { status priority tags team assignee { name } lastSeq
  timeline(last: 50) { edges { node { __typename ... on MessageEntry { message { body } } } } } } }`
const look = async (actor: Actor, id: string) => (await app.gql(actor, TICKET, { id })).data.ticket
const kinds = (ticket: any): string[] => ticket.timeline.edges.map(({ node }: any) => node.__typename)

describe('access to macros', () => {
  test('personal ones are visible only to their owner, shared ones only to staff', async () => {
    const own = await saved(agent, { name: 'Only Sofia' })
    const shared = await saved(agent, { name: 'For all of us', isShared: true })
    expect(await names(agent)).toEqual(expect.arrayContaining(['Only Sofia', 'For all of us']))
    expect(await names(other)).toContain('For all of us')
    expect(await names(other)).not.toContain('Only Sofia')
    expect(await names(admin)).not.toContain('Only Sofia')
    expect(await names(buyer)).toEqual([])
    expect((await listed(other)).find(({ id }: any) => id === shared.id)).toMatchObject({ viewerCanChange: false })
    expect((await listed(admin)).find(({ id }: any) => id === shared.id)).toMatchObject({ viewerCanChange: true })
    expect(await remove(buyer, shared.id)).toEqual(['FORBIDDEN'])
    expect(await remove(other, own.id)).toEqual(['NOT_FOUND'])
    expect(await remove(other, shared.id)).toEqual(['FORBIDDEN'])
    expect((await save(other, { id: own.id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await save(other, { id: shared.id, isShared: true })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await save(buyer, {})).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  test('an admin can change and delete shared macros, but cannot make them personal', async () => {
    const { id } = await saved(agent, { name: 'With a tpyo', isShared: true })
    await saved(admin, { id, name: 'With a typo', isShared: true })
    expect(await names(other)).toContain('With a typo')
    expect((await save(admin, { id, name: 'Gone', isShared: false })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await remove(admin, id)).toEqual([])
    expect(await names(agent)).not.toContain('With a typo')
  })

  test('the database policies hide personal macros and their uses from colleagues', async () => {
    const { id } = await saved(agent, { name: 'Behind the wall' })
    const ticket = await openTicket(app, buyer)
    await answer(agent, ticket.id, { macroId: id })
    const pools = openPools(app.database.roleUrls, silentLog)
    const count = (who: Actor) =>
      asIdentity(pools, { role: who.role, userId: who.id }, 'read', async () => {
        const { currentOperation } = await import('../platform/database/operation.ts')
        const macroId = Buffer.from(id, 'base64').toString().split(':')[1]
        const text =
          'select (select count(*) from macros where id = $1)::int as m, (select count(*) from macro_uses where macro_id = $1)::int as u'
        return (await currentOperation().query<{ m: number; u: number }>({ text, values: [macroId] })).rows[0]
      })
    expect(await count(agent)).toEqual({ m: 1, u: 1 })
    expect(await count(other)).toEqual({ m: 0, u: 0 })
    await expect(count(buyer)).rejects.toThrow('permission denied')
    await pools.close()
  })
})

describe('validation', () => {
  test.each([
    [
      'Dear {{requester.name}},\nabout {{ ticket.subject }} ({{ticket.number}}) {{agent.name}} {{desk.name}} {{requester.firstName}}',
      null,
    ],
    ['Dear {{requester.nmae}}', '“{{requester.nmae}}” (line 1, column 6)'],
    ['Hello\n\n  {{ ticket }} {{agent.name}}', '“{{ ticket }}” (line 3, column 3)'],
    ['{{}}', '“{{}}” (line 1, column 1)'],
    ['An open {{ and a closed }} brace', '“{{ and a closed }}” (line 1, column 9)'],
    ['Braces {{ of no end', null],
  ])('%j: its placeholders are checked', async (body, problem) => {
    const { errors } = await save(agent, { body })
    if (!problem) return expect(errors).toEqual([])
    expect(errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'body'] }])
    return expect(errors[0].message).toContain(problem)
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['no name', { name: '  ' }, ['input', 'name']],
    ['a long name', { name: 'n'.repeat(81) }, ['input', 'name']],
    ['a long text', { body: 'x'.repeat(10_001) }, ['input', 'body']],
    ['neither a text nor an action', { body: ' ' }, ['input', 'body']],
    ['a NUL', { body: 'a\0b' }, ['input', 'body']],
    ['too many tags', { addTags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, ['input', 'addTags']],
    ['a long tag', { removeTags: ['t'.repeat(51)] }, ['input', 'removeTags']],
    ['no such team', { team: 'Nobody’s' }, ['input', 'team']],
  ])('%s is refused', async (_what, input, path) => {
    expect((await save(agent, input)).errors).toMatchObject([{ path }])
  })

  test('a buyer cannot be the assignee, and names are unique', async () => {
    const to = { assignTo: 'PERSON', assigneeId: gid('User', buyer.id) }
    expect((await save(agent, to)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await save(agent, { assignTo: 'PERSON' })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    await saved(agent, { name: 'Twice' })
    expect((await save(agent, { name: 'Twice' })).errors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'name'] }])
    const { id } = await saved(agent, { name: 'Once' })
    expect((await save(agent, { id, name: 'Twice' })).errors).toMatchObject([{ code: 'CONFLICT' }])
    expect((await saved(other, { name: 'Twice' })).name).toBe('Twice')
  })

  test('the number of macros per person is limited', async () => {
    const busy = await app.actor('agent', 'Busy')
    await app.sql(
      `insert into macros (owner_id, name, body) select $1, 'm' || n, 'x' from generate_series(1, ${OWN_MAX}) n`,
      [busy.id],
    )
    const { errors } = await save(busy, {})
    expect(errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'isShared'] }])
    await saved(busy, { isShared: true })
  })
})

describe('a reply that also sets fields', () => {
  test('is one operation: text, status, tags, assignee, and the macro’s use', async () => {
    const macro = await saved(agent, {
      isShared: true,
      body: 'Done',
      status: 'RESOLVED',
      addTags: ['refund'],
      assignTo: 'ME',
    })
    expect(macro.actions).toMatchObject({ status: 'RESOLVED', addTags: ['refund'], assignTo: 'ME' })
    const { id } = await openTicket(app, buyer)
    const alsoSet = {
      status: 'RESOLVED',
      priority: 'LOW',
      addTags: ['refund'],
      agentId: gid('User', agent.id),
      macroId: macro.id,
    }
    const { ticket, errors } = await answer(agent, id, alsoSet)
    expect(errors).toEqual([])
    expect(ticket).toEqual({ status: 'RESOLVED', tags: ['refund'] })
    const seen = await look(buyer, id)
    expect(seen).toMatchObject({ status: 'RESOLVED', priority: 'LOW', assignee: { name: 'Sofia' } })
    expect(kinds(seen).slice(0, 2)).toEqual(['MessageEntry', 'MessageEntry'])
    expect(kinds(seen).slice(2).toSorted()).toEqual(['AssignmentEntry', 'PriorityEntry', 'StatusEntry', 'TagsEntry'])
    expect((await listed(other)).find((one: any) => one.id === macro.id)).toMatchObject({ usedCount: 1 })
    expect((await listed(agent))[0].id).toBe(macro.id)
  })

  test.each<[string, object, object]>([
    ['a person who takes no tickets', { agentId: 'x', status: 'RESOLVED' }, { code: 'NOT_FOUND' }],
    ['no such team', { team: 'Nobody’s', status: 'RESOLVED' }, { code: 'NOT_FOUND' }],
    ['a tag too long', { status: 'RESOLVED', addTags: ['t'.repeat(51)] }, { path: ['input', 'alsoSet', 'addTags'] }],
    [
      'more tags than a ticket holds',
      { status: 'RESOLVED', addTags: Array.from({ length: 20 }, (_, n) => `n${n}`) },
      { path: ['input', 'alsoSet', 'addTags'] },
    ],
  ])('%s: nothing is sent and nothing is set', async (_what, alsoSet, problem) => {
    const { id } = await openTicket(app, buyer)
    await app.sql(`update support_tickets set tags = '{there}' where id = $1`, [
      Buffer.from(id, 'base64').toString().split(':')[1],
    ])
    const before = await look(agent, id)
    const { message, errors } = await answer(agent, id, alsoSet)
    expect([message, errors]).toMatchObject([null, [problem]])
    expect(await look(agent, id)).toEqual(before)
  })

  test('control: without one transaction, a failing action leaves the reply', async () => {
    const { id } = await openTicket(app, buyer)
    const ticketId = Buffer.from(id, 'base64').toString().split(':')[1]!
    const viewer = { ...agent, avatarUrl: null, signIn: { kind: 'token', id: '', expiresAt: null } } as Viewer
    const pools = openPools(app.database.roleUrls, silentLog)
    await asIdentity(pools, { role: 'agent', userId: agent.id }, 'write', async () => {
      await sendMessage(viewer, { ticketId, clientId: randomUUID(), body: 'Left behind.', audience: 'participants' })
      await updateTickets(viewer, [ticketId], { team: 'Nobody’s' }).catch(() => null)
    })
    await pools.close()
    expect((await look(buyer, id)).lastSeq).toBe(2)
  })

  test('a retry, also concurrent and after other changes, sets nothing again', async () => {
    const { id } = await openTicket(app, buyer)
    const macro = await saved(agent)
    const more = { clientId: randomUUID() }
    const alsoSet = { status: 'RESOLVED', addTags: ['refund'], macroId: macro.id }
    const both = await Promise.all([answer(agent, id, alsoSet, more), answer(agent, id, alsoSet, more)])
    expect(both.map(({ errors }) => errors)).toEqual([[], []])
    const reopen = 'mutation ($input: SetStatusInput!) { setStatus(input: $input) { errors { code } } }'
    await app.gql(buyer, reopen, { input: { ticketId: id, status: 'OPEN' } })
    const before = await look(agent, id)
    const late = await answer(agent, id, alsoSet, more)
    expect(late).toMatchObject({ message: { id: both[0]!.message.id }, ticket: { status: 'OPEN' }, errors: [] })
    expect(await look(agent, id)).toEqual(before)
    expect(kinds(before)).toEqual(['MessageEntry', 'MessageEntry', 'StatusEntry', 'TagsEntry', 'StatusEntry'])
    expect((await listed(agent)).find((one: any) => one.id === macro.id).usedCount).toBe(1)
  })

  test('is only for staff: a buyer’s is rejected completely, on any ticket', async () => {
    const { id } = await openTicket(app, buyer)
    const stranger = await app.actor('buyer', 'Stranger')
    expect((await answer(buyer, id, { status: 'RESOLVED' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await answer(stranger, id, { status: 'RESOLVED' })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await look(buyer, id)).lastSeq).toBe(1)
  })

  test('a deleted macro does not affect the reply', async () => {
    const { id } = await openTicket(app, buyer)
    const macro = await saved(agent)
    expect(await remove(agent, macro.id)).toEqual([])
    expect((await answer(agent, id, { status: 'RESOLVED', macroId: macro.id })).errors).toEqual([])
  })
})

const CHANGES = 'subscription { macroChanged { id macro { name isShared viewerCanChange } } }'

test('staff receive created, changed and deleted shared macros, but never personal ones', async () => {
  const client = wsClient(app, other)
  const feed = subscribe(client, CHANGES, {}, { followed: true })
  expect((await feed.next()).extensions).toEqual({ followed: true })
  const first = await saved(agent, { name: 'Heard', isShared: true })
  const { macroChanged } = (await feed.next()).data
  expect(macroChanged).toMatchObject({ id: first.id, macro: { isShared: true, viewerCanChange: false } })
  await saved(agent, { name: 'Quietly my own' })
  await saved(agent, { id: first.id, name: 'Mine again', isShared: false })
  const taken = await feed.until(({ data }) => data.macroChanged.macro === null)
  expect(taken.at(-1).data.macroChanged.id).toBe(first.id)
  const second = await saved(agent, { name: 'Short-lived', isShared: true })
  await feed.until(({ data }) => data.macroChanged.macro?.name === 'Short-lived')
  await remove(admin, second.id)
  expect((await feed.next()).data.macroChanged).toEqual({ id: second.id, macro: null })
  await client.dispose()
})

test('personal macros change on all screens of their owner', async () => {
  const client = wsClient(app, agent)
  const feed = subscribe(client, CHANGES, {}, { followed: true })
  expect((await feed.next()).extensions).toEqual({ followed: true })
  const { id } = await saved(agent, { name: 'At both desks' })
  const mine = { name: 'At both desks', isShared: false, viewerCanChange: true }
  expect((await feed.next()).data.macroChanged).toEqual({ id, macro: mine })
  await remove(agent, id)
  expect((await feed.next()).data.macroChanged).toEqual({ id, macro: null })
  await client.dispose()
})
