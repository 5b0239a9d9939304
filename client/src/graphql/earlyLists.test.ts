import { afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { Client, fetchExchange, getOperationName, gql } from '@urql/core'
import { script } from '../../build/earlyRequests.ts'
import { actAs, viewerHeaders } from './actingViewer.ts'
import { dropEarly, earlyFetch } from './earlyFetch.ts'
import { earlyLists, forgetLists } from './earlyLists.ts'
import { documentId, trustedDocuments } from './trustedDocuments.ts'

const LIST = gql`
  query List($filter: String, $after: String) {
    list
  }
`
const OTHER = gql`
  query Other {
    other
  }
`
const MOVE = gql`
  mutation Move {
    move
  }
`
const RENAME = gql`
  mutation Rename {
    rename
  }
`

const network = globalThis.fetch
const sent = jest.fn<typeof fetch>()

const answer = (): Response =>
  ({ ok: true, status: 200, headers: new Map(), text: async () => '{"data":{"list":1}}' }) as unknown as Response

/** The requests that have reached the server for this document: their variables and their viewer. */
const requests = (document: typeof LIST) =>
  sent.mock.calls.flatMap(([, init]) => {
    const { documentId: id, variables } = JSON.parse(init!.body as string) as { documentId: string; variables: object }
    const viewer = (init!.headers as Record<string, string>)['parley-viewer']
    return id === documentId(document) ? [{ ...variables, viewer }] : []
  })

/** The browser has loaded the page at this address: its first script runs. Returns the client of this page. */
const open = (path: string): Client => {
  dropEarly()
  sent.mockClear()
  history.replaceState(null, '', path)
  // oxlint-disable-next-line no-eval -- as the browser does: in the global scope
  ;(0, eval)(script())
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: viewerHeaders() }),
    fetch: earlyFetch,
    exchanges: [
      earlyLists('List', ({ query }) => getOperationName(query) === 'Move'),
      trustedDocuments(() => undefined),
      fetchExchange,
    ],
  })
}
const ask = (client: Client, filter: string, after: string | null = null) =>
  client.query(LIST, { filter, after }).toPromise()

beforeAll(() => actAs('mara'))
beforeEach(() => {
  sent.mockImplementation(async () => answer())
  globalThis.fetch = sent
})
afterEach(() => {
  globalThis.fetch = network
})

test('a page at `/` sends the request of the list to which it led the last time', async () => {
  const client = open('/')
  history.replaceState(null, '', '/admin')
  await ask(client, 'open')
  expect(requests(LIST)).toEqual([{ filter: 'open', after: null, viewer: 'mara' }])
  open('/')
  expect(requests(LIST)).toEqual([{ filter: 'open', after: null, viewer: 'mara' }])
})

test('the list of an address is asked for at its next visit, once, and its answer is the client’s', async () => {
  await ask(open('/admin?view=mine'), 'mine')
  expect(requests(LIST)).toHaveLength(1)
  const client = open('/admin?view=mine')
  expect(requests(LIST)).toEqual([{ filter: 'mine', after: null, viewer: 'mara' }])
  expect((await ask(client, 'mine')).data).toEqual({ list: 1 })
  expect(requests(LIST)).toHaveLength(1)
  await ask(client, 'mine')
  expect(requests(LIST)).toHaveLength(2)
})

test.each(['/admin?ticket=TC-0001&view=starred&message=1', '/admin?view=starred&ticket=TC-0002'])(
  'the open ticket does not matter: %s',
  async (path) => {
    await ask(open('/admin?view=starred'), 'starred')
    open(path)
    expect(requests(LIST)).toHaveLength(1)
  },
)

test('other addresses, other queries and later pages are not asked for', async () => {
  await ask(open('/admin?view=solved'), 'solved', 'a cursor')
  await open('/admin?view=solved').query(OTHER, {}).toPromise()
  open('/admin?view=solved')
  expect(sent).toHaveBeenCalledTimes(1)
})

test.each(['q', 'text'])('what was searched for is not remembered (%s)', async (name) => {
  await ask(open(`/admin?${name}=divorce`), 'divorce')
  expect(localStorage.getItem('parley.lists')).not.toContain('divorce')
})

test('the latest twenty lists are remembered', async () => {
  await ask(open('/admin?view=first'), 'first')
  for (let view = 0; view < 19; view++) await ask(open(`/admin?view=${view}`), String(view))
  await ask(open('/admin?view=first'), 'first')
  await ask(open('/admin?view=last'), 'last')
  const { lists } = JSON.parse(localStorage.getItem('parley.lists')!) as { lists: object }
  expect(Object.keys(lists)).toHaveLength(20)
  expect(lists).toHaveProperty(['/admin?view=first'])
  expect(lists).not.toHaveProperty(['/admin?view=0'])
})

test('a change of this page that moves tickets makes the early answer worthless; others do not', async () => {
  await ask(open('/admin'), 'open')
  const client = open('/admin')
  await client.mutation(RENAME, {}).toPromise()
  await ask(client, 'open')
  expect(requests(LIST)).toHaveLength(1)
  const next = open('/admin')
  await next.mutation(MOVE, {}).toPromise()
  await ask(next, 'open')
  expect(requests(LIST)).toHaveLength(2)
})

test('lists of another person are replaced, not kept', async () => {
  localStorage.setItem('parley.lists', '{"viewer":"daniel","lists":{"/admin":"{}","/admin?view=mine":"{}"}}')
  await ask(open('/admin'), 'open')
  const { viewer, lists } = JSON.parse(localStorage.getItem('parley.lists')!) as { viewer: string; lists: object }
  expect(viewer).toBe('mara')
  expect(Object.keys(lists)).toEqual(['/admin'])
})

test.each(['', 'null', '5', '{}', '{"viewer":"mara"}'])('only the viewer is asked for if storage has %j', (stored) => {
  localStorage.setItem('parley.lists', stored)
  open('/admin')
  expect(sent).toHaveBeenCalledTimes(1)
})

test('after signing out nothing is remembered, also of what the page still asks for', async () => {
  const client = open('/admin')
  await ask(client, 'open')
  forgetLists()
  await ask(client, 'open')
  open('/admin')
  expect(requests(LIST)).toEqual([])
})
