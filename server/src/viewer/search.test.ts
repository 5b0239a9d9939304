import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { globalId } from '../graphql/globalId.ts'
import { type Actor, testApp, type TestApp } from '../../test/testApp.ts'

let app: TestApp
let admin: Actor
beforeAll(async () => {
  app = await testApp()
  admin = await app.actor('admin', 'Mr Root')
})
afterAll(() => app.close())

// The same table as in client/src/lib/searchKey.test.ts: client and server follow the same rule.
const KEYS = [
  ['İADE', 'iade'],
  ['Café', 'cafe'],
  ['Cafe\u0301', 'cafe'],
  ['STRASSE Straße', 'strasse strasse'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Łódź, Søren, Đorđe', 'lodz, soren, dorde'],
  ['ﬁx ℡ ①', 'fix tel 1'],
  ['أحمد', 'احمد'],
  ['שָׁלוֹם', 'שלום'],
  ['Ёлка, Йод', 'елка, иод'],
  ['한국 カタカナ ｶﾀｶﾅ', '한국 カタカナ カタカナ'],
  ['soft\u00ADhyphen\u200B', 'softhyphen'],
  ['Kırmızı', 'kirmizi'],
  ['ŒUVRE Æble', 'oeuvre aeble'],
] as const

test('the database compares searches in the same form as the client', async () => {
  const rows = await app.sql<{ key: string }>('SELECT search_key(text) AS key FROM unnest($1::text[]) AS text', [
    KEYS.map(([text]) => text),
  ])
  expect(rows.map(({ key }) => key)).toEqual(KEYS.map(([, key]) => key))
})

const NAMES = [
  'ann',
  'Álvaro',
  'Zoe',
  'Ann',
  'Øyvind',
  'álvaro',
  'Bob',
  'Анна',
  'émile',
  'Emil',
  '李',
  'de Vries',
  'Ünal',
  'İpek',
  'ipek',
]
const IN_ORDER = [
  'álvaro',
  'Álvaro',
  'ann',
  'Ann',
  'Bob',
  'de Vries',
  'Emil',
  'émile',
  'ipek',
  'İpek',
  'Øyvind',
  'Ünal',
  'Zoe',
  'Анна',
  '李',
]

type Page = { pageInfo: { endCursor: string; hasNextPage: boolean }; edges: { node: { name: string } }[] }

/** All names of a list, read page by page. */
async function pages(field: 'users' | 'sellers', name: string): Promise<string[]> {
  const names: string[] = []
  for (let after: string | null = null, more = true; more;) {
    const query = `query ($after: String) { ${field}(first: 2, after: $after) { pageInfo { endCursor hasNextPage } edges { node { name: ${name} } } } }`
    const page: Page = (await app.gql(admin, query, { after })).data[field]
    names.push(...page.edges.map(({ node }) => node.name))
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  return names
}

test('people and shops are listed in alphabetical order across pages', async () => {
  const order = [...NAMES.keys()]
  for (const index of order) {
    const owner = await app.actor('seller', NAMES[index]!)
    await app.sql('INSERT INTO sellers (shop_name, owner_id) VALUES ($1, $2)', [NAMES[index]!, owner.id])
  }
  const people = await pages('users', 'name')
  expect(people.filter((name) => name !== 'Mr Root')).toEqual(IN_ORDER)
  expect(await pages('sellers', 'shopName')).toEqual(IN_ORDER)
})

test('an index keeps the order of names', async () => {
  const plan = await app.sql<{ 'QUERY PLAN': string }>(
    `EXPLAIN (COSTS OFF) SELECT u.id FROM users u WHERE (u.name COLLATE "und-x-icu", u.id) > ('m', '00000000-0000-0000-0000-000000000000'::uuid)
     ORDER BY u.name COLLATE "und-x-icu", u.id LIMIT 26`,
  )
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(text).toContain('users_name_id_idx')
  expect(text).not.toContain('Sort')
})

test.each([
  ['zoë', 'Zoe\u0308 Kahn'],
  ['zoe', 'Zoë Kahn'],
  ['ZOE\u0308', 'Zoë Kahn'],
  ['iade', 'İade Birimi'],
  ['İADE', 'iade birimi'],
  ['strasse', 'Hauptstraße'],
  ['50%', '50% Ltd'],
  ['a_b', 'a_b'],
])('%j finds people, shops and tickets named %j', async (text, name) => {
  const owner = await app.actor('seller', 'Owner')
  await app.sql('UPDATE users SET name = $2 WHERE id = $1', [owner.id, name])
  await app.sql('INSERT INTO sellers (shop_name, owner_id) VALUES ($1, $2)', [name, owner.id])
  await app.sql(
    `INSERT INTO support_tickets (subject, requester_id, requester_role, tags) VALUES ($1, $2, 'seller', ARRAY[$1])`,
    [name, owner.id],
  )
  const ownerId = globalId('User', owner.id)
  const { data } = await app.gql(
    admin,
    `query ($text: String!) {
      users(text: $text, first: 50) { edges { node { id } } }
      sellers(text: $text, first: 50) { edges { node { owner { id } } } }
      tickets(filter: { text: $text }, first: 50) { edges { node { requester { id } } } }
      ticketTags(text: $text, first: 20) { tag }
    }`,
    { text },
  )
  expect(data.users.edges.map((edge: any) => edge.node.id)).toContain(ownerId)
  expect(data.sellers.edges.map((edge: any) => edge.node.owner.id)).toContain(ownerId)
  expect(data.tickets.edges.map((edge: any) => edge.node.requester.id)).toContain(ownerId)
  expect(data.ticketTags.map(({ tag }: any) => tag)).toContain(name)
})

test('teams, views and macros are listed in the same order', async () => {
  const names = ['zeta', 'Émile', 'ann', 'Zoe', 'Álvaro']
  for (const name of names) {
    await app.gql(admin, 'mutation ($name: String!) { addTeam(input: { name: $name }) { errors { message } } }', {
      name,
    })
    const saved = await app.gql(
      admin,
      'mutation ($name: String!) { saveMacro(input: { name: $name, body: "x", isShared: false }) { errors { message } } }',
      { name },
    )
    expect(saved.data.saveMacro.errors).toEqual([])
  }
  const { data } = await app.gql(admin, '{ teams { name } macros { name } }')
  const mine = (rows: { name: string }[]) => rows.map(({ name }) => name).filter((name) => names.includes(name))
  expect(mine(data.teams)).toEqual(['Álvaro', 'ann', 'Émile', 'zeta', 'Zoe'])
  expect(mine(data.macros)).toEqual(['Álvaro', 'ann', 'Émile', 'zeta', 'Zoe'])
})

test.each([
  ['addTeam', 'mutation ($text: String!) { r: addTeam(input: { name: $text }) { errors { message } } }'],
  [
    'saveMacro',
    'mutation ($text: String!) { r: saveMacro(input: { name: $text, body: "x", isShared: false }) { errors { message } } }',
  ],
])('%s rejects invisible names and names that change the direction of neighbouring text', async (_what, query) => {
  const problems = async (text: string) => (await app.gql(admin, query, { text })).data.r.errors[0]?.message
  expect(await problems('\u200B\u2800\u3164')).toBe('The text has no visible characters.')
  expect(await problems('Ann\u202Enimda')).toMatch(/direction/)
})
