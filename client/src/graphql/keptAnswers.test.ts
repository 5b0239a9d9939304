import '../messages/indexedDb.fixture.ts'
import { afterEach, expect, test } from '@jest/globals'
import { Client, CombinedError, gql, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { filter, makeSubject, merge, pipe, subscribe } from 'wonka'
import { nextTurn, until } from '../../test/time.ts'
import { actAs } from './actingViewer.ts'
import { KeptAnswers } from './keptAnswers.ts'
import { clear, createStore, keys } from 'idb-keyval'
import { forgetKept, openKeptStore } from './keptStore.ts'

const DETAILS = gql`
  query TicketDetails($id: ID!) {
    ticket(id: $id) {
      id
      subject
    }
  }
`
const NO_NETWORK = new CombinedError({ networkError: new Error('Failed to fetch') })
actAs('me')
const setOnline = (onLine: boolean) => Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true })
afterEach(async () => {
  setOnline(true)
  await clear(createStore('parley-kept', 'answers'))
})

/** A page, with a server that answers by hand. */
const openPage = () => {
  const arriving = makeSubject<OperationResult>()
  const sent: Operation[] = []
  const server: Exchange = () => (operations) =>
    merge([
      arriving.source,
      pipe(
        operations,
        filter((operation) => {
          if (operation.kind === 'query') sent.push(operation)
          return false
        }),
      ) as never,
    ])
  const kept = new KeptAnswers(['TicketDetails'], openKeptStore())
  const client = new Client({ url: 'http://test/graphql', preferGetMethod: false, exchanges: [kept.exchange, server] })
  const shown: (string | undefined)[] = []
  const show = (id = 't1') =>
    pipe(
      client.query<{ ticket: { subject: string } }>(DETAILS, { id }),
      // urql also gives the old answer once more when it asks again.
      subscribe(({ data, error, stale }) => {
        if (!stale) shown.push(data?.ticket.subject ?? error?.message)
      }),
    )
  const arrive = async (answer: Partial<OperationResult>) => {
    arriving.next({ operation: sent.at(-1)!, stale: false, hasNext: false, ...answer } as OperationResult)
    await nextTurn()
  }
  return {
    ...{ kept, show, shown },
    sent: () => sent.length,
    answer: (subject: string) => arrive({ data: { ticket: { id: 't1', subject } } }),
    cut: () => arrive({ error: NO_NETWORK }),
  }
}

/** A page on which the ticket was open, and closed again. */
const readOnce = async () => {
  const { show, answer } = openPage()
  const page = show()
  await answer('Piano')
  page.unsubscribe()
  await until(async () => (await openKeptStore().read(await keptKey())) !== undefined)
}
const keptKey = async (): Promise<string> => {
  const [key] = await keys<string>(createStore('parley-kept', 'answers'))
  return key ?? ''
}

test('a ticket that was open is readable without a network, also on another page, and asked again once it is back', async () => {
  await readOnce()
  setOnline(false)
  const { show, shown, sent, kept, answer } = openPage()
  show()
  await until(() => shown.length > 0)
  expect([shown, sent()]).toEqual([['Piano'], 0])
  setOnline(true)
  kept.refresh()
  await until(() => sent() === 1)
  await answer('Grand piano')
  expect(shown).toEqual(['Piano', 'Grand piano'])
})

test('where only the server does not answer, what is kept is shown after the attempts', async () => {
  await readOnce()
  const { show, shown, cut } = openPage()
  show()
  await cut()
  await until(() => shown.length > 0)
  expect(shown).toEqual(['Piano'])
})

test('a ticket that was never open stays an error', async () => {
  setOnline(false)
  const { show, shown, sent, cut } = openPage()
  show('t2')
  await until(() => sent() === 1)
  await cut()
  await until(() => shown.length > 0)
  expect(shown).toEqual([NO_NETWORK.message])
})

test('keeps the latest answers, up to a limit', async () => {
  const store = openKeptStore()
  const text = 'x'.repeat(500_000)
  for (let at = 1; at <= 41; at++) await store.write(`a${at}`, { text })
  const found = await Promise.all(Array.from({ length: 41 }, (_, at) => store.read(`a${at + 1}`)))
  expect(found.filter((data) => data !== undefined)).toHaveLength(15)
})

// The last test of this file: a page that was signed out keeps nothing more.
test('signing out erases what is kept, for good', async () => {
  await readOnce()
  await forgetKept()
  expect(await keptKey()).toBe('')
  // What was under way.
  await openKeptStore().write('late', {})
  expect(await keptKey()).toBe('')
})
