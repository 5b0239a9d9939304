import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { ROOT } from '../env.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { reindexSearch } from './reindex.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
let ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  agent = await app.actor('agent', 'Sofia')
  admin = await app.actor('admin', 'Ruth')
  ticket = await openTicket(app, buyer, 'A blue lamp', 'The lamp houses are broken')
  await reply(app, agent, ticket.id, 'A note about lamps', { audience: 'STAFF' })
  await app.gql(
    agent,
    'mutation ($id: ID!) { setNotes(input: { ticketId: $id, notes: "Likes lamps" }) { errors { code } } }',
    {
      id: ticket.id,
    },
  )
  await app.gql(
    agent,
    'mutation ($id: ID!) { updateTags(input: { ticketId: $id, add: ["late"] }) { errors { code } } }',
    {
      id: ticket.id,
    },
  )
})
afterAll(() => app.close())

const ask = (who: Actor, query: string, more: Record<string, unknown> = {}) =>
  app.gql(
    who,
    `query ($query: String!, $first: Int, $after: String) { search(query: $query, first: $first, after: $after) {
      edges { cursor node { excerpt ticket { number } message { body } } } pageInfo { hasNextPage endCursor } } }`,
    { query, ...more },
  )
const count = async (who: Actor, query: string) => (await ask(who, query)).data.search.edges.length

test.each([
  '',
  '   ',
  '-',
  '-lamp',
  '""',
  'or',
  'or or OR',
  '" " -" "',
  '& | ! <-> :* ( )',
  '\\',
  "'",
  '::',
  '…—・。',
  '\u200b\u200d',
  '%_%',
])('%j finds nothing', async (query) => {
  const { data, errors } = await ask(agent, query)
  expect([errors, data.search.edges]).toEqual([undefined, []])
})

test.each([
  ['NUL', 'lamp\0'],
  ['half a surrogate pair', 'lamp\ud800'],
  ['10,000 characters', 'lamp '.repeat(2000)],
  ['too many words', 'a '.repeat(60)],
])('%s is refused', async (_what, query) => {
  const { errors } = await ask(agent, query)
  expect(errors![0]!.extensions['code']).toBe('BAD_USER_INPUT')
})

test.each([
  `lamp'; DROP TABLE users --`,
  `lamp') | ('x`,
  'lamp:*',
  'lamp & !lamp',
  'l\u0000amp'.replace('\0', ''),
  'x'.repeat(999),
  '電'.repeat(999),
])('%j is only text', async (query) => {
  expect((await ask(agent, query)).errors).toBeUndefined()
})

test.each([
  ['"lamp houses', 1],
  ['lamp"', 4],
  ['"lamp" "', 4],
  ['from:nobody lamp', 0],
  ['from:" lamp', 0],
  ['tag:nothing', 0],
  ['the are', 1],
  ['a', 2],
  ['🛋️', 0],
  ['lamp 🛋️', 0],
  ['lamp - houses', 1],
  ['lamp (houses)', 1],
  ['lamp, houses!', 1],
  ['LAMP/HOUSES', 1],
  ['lamp\n\thouses', 1],
  ['is:open is:', 0],
])('%j finds %i', async (query, hits) => {
  expect([query, await count(agent, query)]).toEqual([query, hits])
})

test.each(['nonsense', Buffer.from('["exact","x","y","z","a","b","c","d","e"]').toString('base64url')])(
  'the cursor %j is refused',
  async (after) => {
    expect((await ask(agent, 'lamp', { after })).errors![0]!.extensions['code']).toBe('BAD_USER_INPUT')
  },
)

test('filters are words', async () => {
  const found = async (query: string) => [await count(agent, query), await count(buyer, query)]
  expect(await found('lamp')).toEqual([4, 2])
  expect(await found('lamp is:open')).toEqual([4, 2])
  expect(await found('lamp -is:open')).toEqual([0, 0])
  expect(await found('lamp is:closed is:open')).toEqual([4, 2])
  expect(await found('tag:late')).toEqual([1, 1])
  expect(await found('-tag:late lamp')).toEqual([0, 0])
  expect(await found('from:mira lamp')).toEqual([4, 2])
  expect(await found(`from:${buyer.email} lamp`)).toEqual([4, 0])
  expect(await found('assignee:none lamp')).toEqual([4, 2])
  expect(await found('assignee:me lamp')).toEqual([0, 0])
  expect(await found('in:notes lamp')).toEqual([2, 0])
  expect(await found('in:subject lamp')).toEqual([1, 1])
  expect(await found('before:2020-01-01 lamp')).toEqual([0, 0])
  expect(await found('after:2020-01-01 lamp')).toEqual([4, 2])
  expect(await found('is:open after:2020-01-01')).toEqual([1, 1])
  expect(await found('is:nonsense')).toEqual([0, 0])
  expect(await found('is:mine lamp')).toEqual([0, 2])
  expect(await found('late')).toEqual([1, 1])
})

test('excerpts are plain text without marks of their own', async () => {
  const marked = await openTicket(
    app,
    buyer,
    'Marks',
    `<b>giraffe</b> \u0002not\u0003 ${'long '.repeat(100)}\n\nGiraffes & "giraffe"`,
  )
  const { data } = await ask(agent, 'giraffe')
  const [{ node }] = data.search.edges
  expect(node.ticket.number).toBe(marked.number)
  expect(node.excerpt.startsWith('<b>\u0002giraffe\u0003</b> not long long ')).toBe(true)
  expect(node.excerpt.endsWith('…')).toBe(true)
})

const documents = () => app.sql('SELECT id, kind, ticket_id, vector::text FROM search_documents ORDER BY id')

test('the migration fills the index as the triggers do', async () => {
  const before = await documents()
  const script = readFileSync(path.join(ROOT, 'prisma/migrations/20261129100000_search/migration.sql'), 'utf8')
  const [, fill] = /(INSERT INTO search_documents[^;]*;)/.exec(script)!
  const functions = script.slice(script.indexOf('-- The words of a text'), script.indexOf('-- ─── Fill'))
  await app.sql('TRUNCATE search_documents')
  await app.sql('CREATE SCHEMA past')
  await app.sql(`SET search_path = past, public; ${functions} ${fill}; RESET search_path; DROP SCHEMA past CASCADE`)
  expect(before.length).toBeGreaterThan(4)
  expect(await documents()).toEqual(before)
})

test('the language of the desk can be changed, and everything is indexed anew', async () => {
  const set = async (who: Actor, searchLanguage: string) =>
    (
      await app.gql(
        who,
        'mutation ($input: SetDeskSettingsInput!) { setDeskSettings(input: $input) { errors { code } settings { searchLanguage } } }',
        { input: { searchLanguage } },
      )
    ).data.setDeskSettings
  expect((await set(agent, 'german')).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await set(admin, 'klingon')).errors).toMatchObject([{ code: 'VALIDATION' }])
  expect(await count(agent, '"house"')).toBe(1)
  const pools = openPools(app.database.roleUrls, silentLog)
  const reindex = () => reindexSearch(pools, new AbortController().signal)
  expect((await set(admin, 'simple')).settings).toEqual({ searchLanguage: 'simple' })
  await reindex()
  expect(await count(agent, '"house"')).toBe(0)
  await set(admin, 'english')
  await reindex()
  expect(await count(agent, '"house"')).toBe(1)
  await pools.close()
})
