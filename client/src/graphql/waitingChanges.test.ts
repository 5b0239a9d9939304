import '../messages/indexedDb.fixture.ts'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Client, CombinedError, createRequest, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { pipe, tap } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn, until } from '../../test/time.ts'
import { ReactDocument } from '../messages/messages.generated.ts'
import { SetStatusDocument, StarDocument } from '../tickets/tickets.generated.ts'
import { actAs } from './actingViewer.ts'
import { useWaiting } from './waiting.ts'
import { WaitingChanges } from './waitingChanges.ts'
import { WaitingExchange } from './waitingExchange.ts'
import { openWaitingStore } from './waitingStore.ts'

actAs('me')
const setOnline = (onLine: boolean) => Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true })
const NO_NETWORK = new CombinedError({ networkError: new Error('Failed to fetch') })

beforeEach(() => useWaiting.setState({ changes: [], refused: [] }))
afterEach(async () => {
  setOnline(true)
  jest.restoreAllMocks()
  const store = openWaitingStore()
  for (const { id } of await store.all()) await store.remove(id)
})

/** A page, with a server that answers by hand. */
const openPage = async () => {
  const page = loadPage()
  await page.changes.open()
  return page
}

/** A page whose code for this is not loaded yet. */
const loadPage = () => {
  const { arriving, sent, server } = handServer(({ kind }) => kind === 'mutation')
  const shown: string[] = []
  /** In the place of the cache, which makes the optimistic results. */
  const above: Exchange =
    ({ forward }) =>
    (operations) =>
      forward(
        pipe(
          operations,
          tap((operation) => operation.kind === 'mutation' && shown.push(inputOf(operation).ticketId)),
        ),
      )
  const changes = new WaitingExchange(async (network) => new WaitingChanges(network, openWaitingStore()))
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [above, changes.exchange, server],
  })
  const done: string[] = []
  const inputOf = ({ variables }: Operation) =>
    variables!.input as { ticketId: string; messageId?: string; expectedVersion?: number | null }
  let answered = 0
  const arrive = async (answer: Partial<OperationResult>) => {
    arriving.next({ operation: sent[answered++]!, stale: false, hasNext: false, ...answer } as OperationResult)
    await nextTurn()
  }
  return {
    changes,
    /** Of which tickets changes have been shown. */
    shown,
    /** A list with this ticket comes from what is kept. */
    list: (id: string) => {
      const operation = client.createRequestOperation('query', createRequest('query TicketPage { tickets { id } }', {}))
      arriving.next({ operation, data: { tickets: [{ id }] }, stale: false, hasNext: false })
    },
    /** Which answers the page has got. */
    done,
    star: (ticketId: string, starred = true) =>
      void client
        .mutation(StarDocument, { input: { ticketId, starred } })
        .toPromise()
        .then(({ error }) => done.push(error ? `${ticketId} failed` : ticketId)),
    react: (messageId: string, reacted: boolean) =>
      void client
        .mutation(ReactDocument, { input: { messageId, emoji: '👍', reacted } }, { ofTicket: 't1' })
        .toPromise()
        .then(({ data }) => done.push(data?.react.errors[0]?.code ?? 'reacted')),
    reacted: (code?: string) =>
      arrive({ data: { react: { message: null, errors: code ? [{ code, message: 'Deleted.' }] : [] } } }),
    setStatus: (ticketId: string, status: 'OPEN' | 'RESOLVED', expectedVersion: number | null) =>
      void client
        .mutation(SetStatusDocument, { input: { ticketId, status, expectedVersion } })
        .toPromise()
        .then(({ data, error }) => done.push(error ? 'failed' : data!.setStatus.ticket!.status)),
    resolve: (ticketId: string) =>
      void client
        .mutation(SetStatusDocument, { input: { ticketId, status: 'RESOLVED', expectedVersion: 3 } })
        .toPromise()
        .then(({ data }) => done.push(data?.setStatus.errors[0]?.code ?? 'resolved')),
    sent: () => sent.map((operation) => inputOf(operation).ticketId),
    versions: () => sent.map((operation) => inputOf(operation).expectedVersion),
    changed: (status: string, version: number) =>
      arrive({ data: { setStatus: { ticket: { id: 't1', status, version }, errors: [] } } }),
    /** How many requests wait for an answer. */
    open: () => sent.length - answered,
    answer: () => arrive({ data: { star: { ticket: null, errors: [] } } }),
    conflict: (status: string) =>
      arrive({
        data: { setStatus: { ticket: { id: 't1', status }, errors: [{ code: 'CONFLICT', message: 'Changed.' }] } },
      }),
    cut: () => arrive({ error: NO_NETWORK }),
    back: async () => {
      setOnline(true)
      await changes.wake()
    },
  }
}
const waitingTickets = () => useWaiting.getState().changes.map(({ tickets }) => tickets)
const stored = async () => (await openWaitingStore().all()).length

test('changes made without a network wait, and are sent in order, one after the other', async () => {
  const { star, sent, done, answer, back, open } = await openPage()
  setOnline(false)
  for (const ticket of ['t1', 't2', 't1']) star(ticket)
  await until(async () => (await stored()) === 3)
  expect([sent(), waitingTickets()]).toEqual([[], [['t1'], ['t2'], ['t1']]])
  await back()
  for (let left = 3; left > 0; left--) {
    expect(open()).toBe(1)
    await answer()
  }
  expect([sent(), done]).toEqual([
    ['t1', 't2', 't1'],
    ['t1', 't2', 't1'],
  ])
  expect(useWaiting.getState().changes).toEqual([])
  await until(async () => (await stored()) === 0)
})

test('a change whose request the network cut is sent again, before those made since', async () => {
  const { star, sent, cut, answer, back, done } = await openPage()
  star('t1')
  setOnline(false)
  star('t2')
  await cut()
  expect([sent(), done]).toEqual([['t1'], []])
  await back()
  await answer()
  await answer()
  expect([sent(), done]).toEqual([
    ['t1', 't1', 't2'],
    ['t1', 't2'],
  ])
})

test('a change that the server had taken before the answer was lost is done', async () => {
  const { resolve, cut, conflict, back, done } = await openPage()
  resolve('t1')
  setOnline(false)
  await cut()
  await back()
  await conflict('RESOLVED')
  expect(done).toEqual(['resolved'])
})

test('a conflict with what others have changed meanwhile is told', async () => {
  const { resolve, conflict, back, done } = await openPage()
  setOnline(false)
  resolve('t1')
  await back()
  await conflict('CLOSED')
  expect(done).toEqual(['CONFLICT'])
})

test('what an earlier page has left is sent by the next one, and a refusal is not lost', async () => {
  setOnline(false)
  const earlier = await openPage()
  earlier.resolve('t1')
  await until(async () => (await stored()) === 1)
  const { back, sent, conflict } = await openPage()
  await back()
  expect([sent(), waitingTickets()]).toEqual([['t1'], [['t1']]])
  await conflict('CLOSED')
  expect(useWaiting.getState().refused).toMatchObject([
    { name: 'SetStatus', payload: { ticket: { status: 'CLOSED' }, errors: [{ code: 'CONFLICT' }] } },
  ])
  await until(async () => (await stored()) === 0)
})

for (const [when, isListFirst] of [
  ['before', true],
  ['after', false],
] as const)
  test(`what an earlier page has left is shown, also if the list came ${when} it was found`, async () => {
    setOnline(false)
    const earlier = await openPage()
    earlier.resolve('t1')
    await until(async () => (await stored()) === 1)
    const { changes, list, shown, sent } = await openPage()
    if (isListFirst) list('t1')
    await changes.wake()
    if (!isListFirst) list('t1')
    await nextTurn()
    expect([shown, sent()]).toEqual([['t1'], []])
  })

test('another person of this browser neither sees nor sends it', async () => {
  await openWaitingStore().put({
    ...{ id: 'x', viewerId: 'other', tab: 'gone', name: 'Star', tickets: ['t1'], place: 1 },
    ...{ document: 'mutation Star { star { errors { code } } }', variables: { input: { ticketId: 't1' } } },
  })
  const { back, sent } = await openPage()
  await back()
  expect([sent(), useWaiting.getState().changes]).toEqual([[], []])
})

test('a failed attempt is repeated after a delay, and later changes wait', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0)
  const { star, sent, cut, answer, back, done } = await openPage()
  setOnline(false)
  star('t1')
  star('t2')
  await back()
  await cut()
  expect(sent()).toEqual(['t1'])
  await back()
  await answer()
  await answer()
  expect([sent(), done]).toEqual([
    ['t1', 't1', 't2'],
    ['t1', 't2'],
  ])
})

test('a second change of the same field is based on the first, not in conflict with it', async () => {
  const { setStatus, changed, back, versions, done } = await openPage()
  setOnline(false)
  setStatus('t1', 'RESOLVED', 3)
  setStatus('t1', 'OPEN', 3)
  setStatus('t2', 'OPEN', 3)
  await back()
  await changed('RESOLVED', 4)
  await changed('OPEN', 5)
  expect([versions(), done]).toEqual([
    [3, 4, 3],
    ['RESOLVED', 'OPEN'],
  ])
})

test('a change without a version does not wait: it would overwrite what others set meanwhile', async () => {
  const { setStatus, cut, versions, done } = await openPage()
  setOnline(false)
  setStatus('t1', 'RESOLVED', null)
  expect([versions(), useWaiting.getState().changes]).toEqual([[null], []])
  await cut()
  expect(done).toEqual(['failed'])
})

test('changes made before the code for it is loaded wait for that, and keep their order', async () => {
  const { star, sent, answer, changes, done } = loadPage()
  star('t1')
  star('t2')
  expect(sent()).toEqual([])
  await changes.open()
  await nextTurn()
  expect(sent()).toEqual(['t1', 't2'])
  await answer()
  await answer()
  expect(done).toEqual(['t1', 't2'])
})

test('reactions wait as well, marked at their ticket, and the next page sends them and tells of a refusal', async () => {
  setOnline(false)
  const earlier = await openPage()
  earlier.react('m1', true)
  earlier.react('m1', false)
  await until(async () => (await stored()) === 2)
  expect([earlier.versions(), waitingTickets()]).toEqual([[], [['t1'], ['t1']]])
  const { back, reacted, open } = await openPage()
  await back()
  await until(() => open() === 1)
  expect(waitingTickets()).toEqual([['t1'], ['t1']])
  await reacted()
  await reacted('CONFLICT')
  expect(useWaiting.getState().refused).toMatchObject([{ name: 'React', payload: { errors: [{ code: 'CONFLICT' }] } }])
  await until(async () => (await stored()) === 0)
})
