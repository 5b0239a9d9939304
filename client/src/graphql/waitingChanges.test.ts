import '../messages/indexedDb.fixture.ts'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Client, CombinedError, createRequest, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { pipe, tap } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn, until } from '../../test/time.ts'
import { SetStatusDocument, StarDocument } from '../tickets/tickets.generated.ts'
import { actAs } from './actingViewer.ts'
import { useWaiting } from './waiting.ts'
import { WaitingChanges } from './waitingChanges.ts'
import { WAITING_MUTATIONS } from './waitingRules.ts'
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
const openPage = () => {
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
  const changes = new WaitingChanges(WAITING_MUTATIONS, openWaitingStore())
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [above, changes.exchange, server],
  })
  const done: string[] = []
  const inputOf = ({ variables }: Operation) =>
    variables!.input as { ticketId: string; expectedVersion?: number | null }
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
const stored = async () => (await openWaitingStore().all()).length

test('changes made without a network wait, and are sent in order, one after the other', async () => {
  const { star, sent, done, answer, back, open } = openPage()
  setOnline(false)
  for (const ticket of ['t1', 't2', 't1']) star(ticket)
  await until(async () => (await stored()) === 3)
  expect([sent(), useWaiting.getState().changes]).toEqual([[], [['t1'], ['t2'], ['t1']]])
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
  const { star, sent, cut, answer, back, done } = openPage()
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
  const { resolve, cut, conflict, back, done } = openPage()
  resolve('t1')
  setOnline(false)
  await cut()
  await back()
  await conflict('RESOLVED')
  expect(done).toEqual(['resolved'])
})

test('a conflict with what others have changed meanwhile is told', async () => {
  const { resolve, conflict, back, done } = openPage()
  setOnline(false)
  resolve('t1')
  await back()
  await conflict('CLOSED')
  expect(done).toEqual(['CONFLICT'])
})

test('what an earlier page has left is sent by the next one, and a refusal is not lost', async () => {
  setOnline(false)
  const earlier = openPage()
  earlier.resolve('t1')
  await until(async () => (await stored()) === 1)
  const { back, sent, conflict } = openPage()
  await back()
  expect([sent(), useWaiting.getState().changes]).toEqual([['t1'], [['t1']]])
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
    const earlier = openPage()
    earlier.resolve('t1')
    await until(async () => (await stored()) === 1)
    const { changes, list, shown, sent } = openPage()
    if (isListFirst) list('t1')
    await changes.wake()
    if (!isListFirst) list('t1')
    await nextTurn()
    expect([shown, sent()]).toEqual([['t1'], []])
  })

test('another person of this browser neither sees nor sends it', async () => {
  await openWaitingStore().put({
    ...{ id: 'x', viewerId: 'other', tab: 'gone', name: 'Star', place: 1 },
    ...{ document: 'mutation Star { star { errors { code } } }', variables: { input: { ticketId: 't1' } } },
  })
  const { back, sent } = openPage()
  await back()
  expect([sent(), useWaiting.getState().changes]).toEqual([[], []])
})

test('a failed attempt is repeated after a delay, and later changes wait', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0)
  const { star, sent, cut, answer, back, done } = openPage()
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
  const { setStatus, changed, back, versions, done } = openPage()
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
  const { setStatus, cut, versions, done } = openPage()
  setOnline(false)
  setStatus('t1', 'RESOLVED', null)
  expect([versions(), useWaiting.getState().changes]).toEqual([[null], []])
  await cut()
  expect(done).toEqual(['failed'])
})
