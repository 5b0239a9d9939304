import '../messages/indexedDb.fixture.ts'
import { afterEach, expect, jest, test } from '@jest/globals'
import { Client, CombinedError, gql, type OperationResult } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn, until } from '../../test/time.ts'
import { actAs } from './actingViewer.ts'
import { useConnection } from './connection.ts'
import { KeptAnswers, refreshWithNetwork } from './keptAnswers.ts'
import { clear, createStore, keys, set } from 'idb-keyval'
import { forgetForGood, forgetKept, openKeptStore } from './keptStore.ts'
import { keptStore } from './offlineStores.ts'

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
  await clear(kept())
})

/** A page, with a server that answers by hand. */
const openPage = () => {
  const { arriving, sent, server } = handServer(({ kind }) => kind === 'query')
  const kept = new KeptAnswers(['TicketDetails'], keptStore())
  const client = new Client({ url: 'http://test/graphql', preferGetMethod: false, exchanges: [kept.exchange, server] })
  const shown: (string | undefined)[] = []
  const show = (id = 't1') =>
    pipe(
      client.query<{ ticket: { subject: string } | null }>(DETAILS, { id }),
      // urql also gives the old answer once more when it asks again.
      subscribe(({ data, error, stale }) => {
        if (!stale) shown.push(data?.ticket?.subject ?? error?.message)
      }),
    )
  const arrive = async (answer: Partial<OperationResult>) => {
    arriving.next({ operation: sent.at(-1)!, stale: false, hasNext: false, ...answer } as OperationResult)
    await nextTurn()
  }
  return {
    ...{ arrive, kept, show, shown },
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
  await until(async () => (await ticketKey()) !== undefined)
}
const kept = () => createStore('parley-kept', 'answers')
const keptKeys = () => keys<string>(kept())
const ticketKey = async (): Promise<string> => (await keptKeys()).find((key) => key.includes('TicketDetails'))!

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
  for (let at = 1; at <= 41; at++) await store.write(`me a${at}`, { text })
  const found = await Promise.all(Array.from({ length: 41 }, (_, at) => store.read(`me a${at + 1}`)))
  expect(found.filter((data) => data !== undefined)).toHaveLength(15)
})

test('what was kept before the network came back is forgotten, unless it is shown and asked again', async () => {
  await readOnce()
  await openKeptStore().write('me closed', { body: 'Deleted meanwhile' })
  const { answer, kept, sent, show } = openPage()
  show()
  await answer('Piano')
  const back = Date.now() + 1
  await until(() => Date.now() > back)
  kept.renew()
  await until(() => sent() === 2)
  await answer('Grand piano')
  await until(async () => JSON.stringify(await openKeptStore().read(await ticketKey())).includes('Grand piano'))
  await kept.forgetBefore(back)
  expect(await keptKeys()).toEqual([await ticketKey()])
})

test('asks again at once when the network is back, and forgets half a minute later, if it is still there', () => {
  jest.useFakeTimers({ now: 1_000_000 })
  const done: string[] = []
  refreshWithNetwork({
    refresh: () => void done.push('refresh'),
    renew: () => void done.push('renew'),
    forgetBefore: async (moment) => void done.push(`forget ${moment - 1_000_000}`),
  })
  jest.advanceTimersByTime(30_000)
  expect(done.splice(0)).toEqual(['forget 0'])
  useConnection.setState({ state: 'offline' })
  jest.advanceTimersByTime(10_000)
  useConnection.setState({ state: 'reconnecting' })
  expect(done.splice(0)).toEqual(['renew'])
  jest.advanceTimersByTime(30_000)
  expect(done).toEqual([])
  useConnection.setState({ state: 'online' })
  jest.advanceTimersByTime(30_000)
  expect(done).toEqual(['refresh', 'forget 40000'])
  jest.useRealTimers()
})

test('an answer that the ticket is no longer there replaces what is kept of it', async () => {
  await readOnce()
  const { arrive, show } = openPage()
  show()
  await arrive({ data: { ticket: null } })
  await until(async () => JSON.stringify(await openKeptStore().read(await ticketKey())) === '{"ticket":null}')
})

test('what another person of this browser has read is removed with the first answer to this one', async () => {
  const leave = () => set('other t9', { data: 'Not for me', at: Date.now(), length: 9 }, kept())
  await leave()
  const store = openKeptStore()
  await store.write('me t1', { subject: 'Piano' })
  expect(await keptKeys()).toEqual(['me t1'])
  // By another tab of that person, which does not know yet.
  await leave()
  await store.forgetBefore(0)
  expect(await keptKeys()).toEqual(['me t1'])
})

test('a session that has ended erases what is kept, and the next one keeps again', async () => {
  await readOnce()
  await forgetKept()
  expect(await keptKeys()).toEqual([])
  await readOnce()
  expect(await keptKeys()).toHaveLength(1)
})

// The last test of this file: a page that was signed out keeps nothing more.
test('signing out erases what is kept, for good', async () => {
  await readOnce()
  await forgetForGood()
  expect(await keptKeys()).toEqual([])
  // What was under way.
  await openKeptStore().write('me late', {})
  expect(await keptKeys()).toEqual([])
})
