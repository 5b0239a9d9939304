import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import {
  Client,
  CombinedError,
  createRequest,
  gql,
  makeOperation,
  type Operation,
  type OperationResult,
} from '@urql/core'
import { cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache'
import { makeSubject, pipe, publish, subscribe } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn } from '../../test/time.ts'
import { ratingsCache } from '../ratings/cache.ts'
import { requestsCache } from '../requests/cache.ts'
import { ParticipationChangedDocument } from '../requests/requests.generated.ts'
import { mergeCaches } from './cache.ts'
import schema from './introspection.ts'
import { LateAnswers } from './lateAnswers.ts'
import { retries } from './retries.ts'

const RATING = gql`
  query Rating($id: ID!) {
    ticket(id: $id) {
      id
      viewerIsAskedToRate
    }
  }
`
const SUBJECT = gql`
  query Subject($id: ID!) {
    ticket(id: $id) {
      id
      subject
    }
  }
`
const NOTIFIED = gql`
  subscription Notified {
    notificationAdded {
      id
      kind
      ticket {
        id
      }
    }
  }
`
/** A page with one query, and a server whose answers are sent by hand. */
const setUp = async (query: typeof RATING, isOn = true) => {
  const { arriving, sent, server } = handServer()
  const late = new LateAnswers()
  const { updates = {}, ...cache } = mergeCaches([ratingsCache, requestsCache])
  const { feedQueries: _unused, ...rules } = cache
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [
      cacheExchange({ schema, ...rules, updates: isOn ? late.watching(updates) : updates }),
      late.exchange,
      server,
    ],
  })
  let shown: Record<string, unknown> | undefined
  const ended = pipe(
    client.query<{ ticket: Record<string, unknown> }>(query, { id: 't1' }),
    subscribe(({ data }) => void (shown = data?.ticket)),
  )
  for (const feed of [NOTIFIED, ParticipationChangedDocument])
    pipe(
      client.subscription(feed, {}),
      subscribe(() => undefined),
    )
  const [, notified, participation] = sent
  let answered = 0
  const queries = () => sent.filter(({ kind }) => kind === 'query')
  const arrive = async (operation: Operation, data: object) => {
    arriving.next({ operation, data, stale: false, hasNext: operation.kind === 'subscription' } as OperationResult)
    await nextTurn()
  }
  await nextTurn()
  return {
    leave: () => ended.unsubscribe(),
    shown: () => shown,
    /** How many requests wait for an answer. */
    open: () => queries().length - answered,
    answer: (fields: object) =>
      arrive(queries()[answered++]!, { ticket: { __typename: 'Ticket', id: 't1', ...fields } }),
    askForRating: (id = 't1') =>
      arrive(notified!, {
        notificationAdded: {
          __typename: 'Notification',
          id: 'n1',
          kind: 'RATING_REQUESTED',
          ticket: { __typename: 'Ticket', id },
        },
      }),
    leaveTicket: () =>
      arrive(participation!, {
        participationChanged: { __typename: 'Participation', ticketId: 't1', ticket: null },
      }),
  }
}

describe('a field that a feed invalidates while its query is under way', () => {
  test.each([true, false])('is asked for again, once (%s; without the exchange the old answer stays)', async (isOn) => {
    const { answer, askForRating, open, shown } = await setUp(RATING, isOn)
    await askForRating()
    await answer({ viewerIsAskedToRate: false })
    expect(open()).toBe(isOn ? 1 : 0)
    if (open()) await answer({ viewerIsAskedToRate: true })
    expect(shown()).toMatchObject({ viewerIsAskedToRate: isOn })
    expect(open()).toBe(0)
  })

  test('is asked for again if the whole ticket was invalidated', async () => {
    const { answer, leaveTicket, open, shown } = await setUp(SUBJECT)
    await leaveTicket()
    await answer({ subject: 'Old' })
    expect(open()).toBe(1)
    await answer({ subject: 'New' })
    expect([shown()?.subject, open()]).toEqual(['New', 0])
  })

  test('is asked for again after the second answer, if it changed while both were under way', async () => {
    const { answer, askForRating, open } = await setUp(RATING)
    await answer({ viewerIsAskedToRate: false })
    // The cache asks by itself for what was invalidated after its answer.
    await askForRating()
    expect(open()).toBe(1)
    await askForRating()
    await answer({ viewerIsAskedToRate: false })
    expect(open()).toBe(1)
    await answer({ viewerIsAskedToRate: true })
    expect(open()).toBe(0)
  })
})

describe('nothing is asked for again', () => {
  test('if the answer does not have the field', async () => {
    const { answer, askForRating, open } = await setUp(SUBJECT)
    await askForRating()
    await answer({ subject: 'Piano' })
    expect(open()).toBe(0)
  })

  test('if another ticket changed', async () => {
    const { answer, askForRating, open } = await setUp(RATING)
    await askForRating('t2')
    await answer({ viewerIsAskedToRate: false })
    expect(open()).toBe(0)
  })

  test('if nobody shows the query any longer', async () => {
    const { answer, askForRating, leave, open } = await setUp(RATING)
    await askForRating()
    leave()
    await answer({ viewerIsAskedToRate: false })
    expect(open()).toBe(0)
  })
})

/** A page below its cache, which asks by hand, and a server that answers by hand. A retry comes at the earliest when its clock moves. */
const openNetwork = () => {
  const { arriving, sent, server } = handServer()
  const late = new LateAnswers()
  const asked = makeSubject<Operation>()
  const again: Operation[] = []
  const client = { reexecuteOperation: (operation: Operation) => void again.push(operation) } as unknown as Client
  const invalidate: UpdateResolver = (_result, _args, cache) => cache.invalidate({ __typename: 'Ticket', id: 't1' })
  const { invalidated } = late.watching({ Subscription: { invalidated: invalidate } }).Subscription!
  const cache = { keyOfEntity: () => 'Ticket:t1', invalidate: () => undefined }
  const below = { client, forward: server({} as never), dispatchDebug: () => undefined }
  pipe(retries(late)(below)(asked.source), publish)
  const query = new Client({
    url: 'http://test/graphql',
    exchanges: [],
    preferGetMethod: false,
  }).createRequestOperation('query', createRequest(SUBJECT, { id: 't1' }))
  const answer = async (fields: Partial<OperationResult>) => {
    arriving.next({ operation: sent.at(-1)!, stale: false, hasNext: false, ...fields } as OperationResult)
    await nextTurn()
  }
  return {
    ask: () => asked.next(makeOperation('query', query)),
    cut: () => answer({ error: new CombinedError({ networkError: new Error('Failed to fetch') }) }),
    answer: () => answer({ data: { ticket: { __typename: 'Ticket', id: 't1', subject: 'Old' } } }),
    invalidate: () => invalidated!({}, {}, cache as never, {} as never),
    /** How often the query was sent, and how often it was asked again because of its answer. */
    counts: () => ({ sent: sent.length, again: again.length }),
  }
}

describe('a query that is sent again before it is retried', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }))
  afterEach(() => void jest.useRealTimers())

  test('is asked again also for what is invalidated during a later request', async () => {
    const { ask, cut, answer, invalidate, counts } = openNetwork()
    ask()
    await cut()
    ask()
    await answer()
    jest.runAllTimers()
    expect(counts()).toEqual({ sent: 2, again: 0 })
    ask()
    invalidate()
    await answer()
    expect(counts()).toEqual({ sent: 3, again: 1 })
  })

  test('is retried if nobody sends it, and asked again for what was invalidated since', async () => {
    const { ask, cut, answer, invalidate, counts } = openNetwork()
    ask()
    await cut()
    jest.runAllTimers()
    expect(counts().sent).toBe(2)
    invalidate()
    await answer()
    expect(counts()).toEqual({ sent: 2, again: 1 })
  })
})
